"""Rows whose order is set by drag and drop."""

from admin_ordering.admin import OrderableAdmin

from articles.admin.base import FittingInputs, TabularInline
from articles.admin.scoped import ScopedInline


class OrderedInline(ScopedInline, FittingInputs, OrderableAdmin, TabularInline):
    """Rows of a piece in an order."""

    ordering_field = "position"
    ordering_field_hide_input = True
    extra = 0
