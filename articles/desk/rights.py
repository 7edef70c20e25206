"""Who may do what at the desk. Every door asks here: forms, lists, actions, popups, previews, commands.

What somebody may do with a kind of row, the permissions of their groups say. On which pieces, this module says:

- who works in every section, on all of them;
- who may publish pieces of a kind, on those in the sections given to them, those without a section, and their own;
- everybody else, on their own drafts.

Own are the pieces that somebody has made, and those with their name in the byline. Everybody at the desk may link to
what readers see; its working copy may say more by now, and is read by those only who may see the piece. `None` stands
for a command: it acts for whoever runs the server, and may everything.
"""

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext as _

from articles.models import Article, Contribution, Gallery, Picture, Release, Section, StaffMember, Status

Rows = TypeVar("Rows", bound="models.QuerySet[Any, Any]")
EVERY_SECTION = "articles.work_in_every_section"


class NotAllowed(PermissionDenied):
    """Somebody may not do this. The message says why, in their language; nothing was changed."""


def sections_of(user: Any) -> frozenset[int]:
    """Return the keys of the sections given to `user`. One query, the first time it is asked of this object."""
    known: frozenset[int] | None = getattr(user, "_sections_given", None)
    if known is None:
        rows = StaffMember.sections.through.objects.filter(staffmember=user.pk)
        known = frozenset(rows.values_list("section_id", flat=True))
        user._sections_given = known
    return known


def works_everywhere(user: Any) -> bool:
    """Return whether `user` works in every section."""
    return user is None or bool(user.has_perm(EVERY_SECTION))


def edits(user: Any, kind: type[models.Model]) -> bool:
    """Return whether `user` may publish pieces of a kind at all, in whatever section."""
    return user is None or bool(user.has_perm(f"articles.publish_{kind._meta.model_name}"))


def reads(user: Any, kind: type[models.Model]) -> bool:
    """Return whether `user` may read rows of a kind at all."""
    name = kind._meta.model_name
    return user is None or bool(user.has_perm(f"articles.view_{name}") or user.has_perm(f"articles.change_{name}"))


# --- what somebody sees -------------------------------------------------------------------------------------


def visible(rows: Rows, *, to: Any) -> Rows:
    """Return those of `rows` that somebody may see; all are of one kind.

    Args:
        rows: articles, galleries, or rows that hang on one: versions, releases, preview links, schedules. Rows of
            any other kind come back as they are.
        to: the user; None for a command.

    Adds conditions to the query, no query of its own but for the sections of `to`.
    """
    if to is None or not issubclass(rows.model, Article | Gallery) and not _parents(rows.model):
        return rows
    if issubclass(rows.model, Article | Gallery):
        return rows.filter(_seen(rows.model, to))
    condition = _orphans(rows.model, to)
    for name, kind in _parents(rows.model):
        condition |= _of_seen(name, kind, to)
    return rows.filter(condition)


def own(rows: Rows, *, of: Any) -> Rows:
    """Return those of `rows`, articles or galleries, that `of` has made or stands in the byline of. No query."""
    return rows.filter(_own(rows.model, of))


def linkable(rows: Rows, *, to: Any) -> Rows:
    """Return those of `rows`, articles or galleries, that somebody may find and link to: visible, or live."""
    if to is None or works_everywhere(to):
        return visible(rows, to=to)
    own = visible(rows.model._default_manager.order_by(), to=to).values("pk")
    return rows.filter(models.Q(pk__in=own) | _live_where_seen(rows.model, to))


def _live_where_seen(kind: type[models.Model], user: Any) -> models.Q:
    if not reads(user, kind):
        return models.Q(pk__in=())
    name = kind._meta.model_name
    live = Release.objects.order_by().live().filter(**{f"{name}__isnull": False}).values(f"{name}_id")
    return models.Q(pk__in=live)


def _parents(model: type[models.Model]) -> list[tuple[str, type[models.Model]]]:
    """Return the columns by which rows of `model` hang on pieces. What only points back at them is no such column."""
    kinds: list[tuple[str, type[models.Model]]] = [("article", Article), ("gallery", Gallery)]
    columns = {field.name for field in model._meta.concrete_fields if field.many_to_one}
    return [(name, kind) for name, kind in kinds if name in columns]


def _of_seen(name: str, kind: type[models.Model], user: Any) -> models.Q:
    """Return the condition for rows whose column `name` leads to a piece that `user` may see."""
    if reads(user, kind) and works_everywhere(user):
        return models.Q(**{f"{name}__isnull": False})  # nothing to look up
    return models.Q(**{f"{name}__in": visible(kind._default_manager.order_by(), to=user)})


def _orphans(model: type[models.Model], user: Any) -> models.Q:
    """Return the condition for rows that hang on no piece yet: of who wrote them, where that is known."""
    unparented = models.Q(**dict.fromkeys((f"{name}__isnull" for name, _kind in _parents(model)), True))
    known = any(field.name == "by" for field in model._meta.get_fields())
    return unparented & models.Q(by=user.pk) if known else unparented


def _seen(kind: type[models.Model], user: Any) -> models.Q:
    if not reads(user, kind):
        return models.Q(pk__in=())
    if works_everywhere(user):
        return models.Q()
    return _own(kind, user) | _edited(user) if edits(user, kind) else _own(kind, user)


def _own(kind: type[models.Model], user: Any) -> models.Q:
    if kind is not Article:
        return models.Q(created_by=user.pk)
    # One list of keys, found by two indexes: with "or" between the two PostgreSQL would read all articles.
    made = Article.objects.order_by().filter(created_by=user.pk).values_list("pk", flat=True)
    named = Contribution.objects.order_by().filter(author__user=user.pk).values_list("article_id", flat=True)
    return models.Q(pk__in=made.union(named, all=True))


def _edited(user: Any) -> models.Q:
    return models.Q(section__isnull=True) | models.Q(section__in=sections_of(user))


# --- what somebody does with a piece ------------------------------------------------------------------------


def may_see(user: Any, piece: Any) -> bool:
    """Return whether `user` may read `piece`, at the desk and in a preview. One query at most."""
    if user is None:
        return True
    kind = type(piece)
    if not reads(user, kind):
        return False
    if works_everywhere(user) or _is_new(piece):
        return True
    return bool(visible(kind._default_manager.filter(pk=piece.pk), to=user).exists())


def may_write(user: Any, piece: Any) -> bool:
    """Return whether `user` may change the working copy of `piece`. Three queries at most.

    Who edits the section may in every state; a writer may change own drafts, until they are handed in.
    """
    if user is None:
        return True
    if not user.has_perm(f"articles.{'add' if _is_new(piece) else 'change'}_{_name(piece)}"):
        return False
    return _is_new(piece) or edits_piece(user, piece) or (piece.status == Status.DRAFT and is_own(user, piece))


def may_publish(user: Any, piece: Any) -> bool:
    """Return whether `user` may publish, schedule, withdraw or send back `piece`. Two queries at most.

    Asks for the section that the piece has now, and for the one that readers find it in.
    """
    if user is None:
        return True
    if not edits(user, type(piece)) or not may_see(user, piece):
        return False
    if works_everywhere(user):
        return True
    given = sections_of(user)
    return (piece.section_id is None or piece.section_id in given) and _live_sections(piece) <= given


def may_override(user: Any) -> bool:
    """Return whether `user` may publish in spite of a check or an embargo, with a reason."""
    return user is None or bool(user.has_perm("articles.override_preflight"))


def may_delete(user: Any, piece: Any) -> bool:
    """Return whether `user` may delete `piece`, which readers have never seen. Three queries at most."""
    if user is None:
        return True
    return bool(user.has_perm(f"articles.delete_{_name(piece)}")) and may_write(user, piece)


def is_own(user: Any, piece: Any) -> bool:
    """Return whether `user` has made `piece` or stands in its byline. One query at most."""
    if _is_new(piece) or piece.created_by_id == user.pk:
        return True
    return isinstance(piece, Article) and piece.contributions.filter(author__user=user.pk).exists()


def may_change_picture(user: Any, picture: Picture) -> bool:
    """Return whether `user` may change `picture`: editors and the photo desk any, everybody else their own."""
    if user is None:
        return True
    if not user.has_perm("articles.change_picture"):
        return False
    return edits(user, Article) or edits(user, Gallery) or picture.created_by_id == user.pk


def edits_piece(user: Any, piece: Any) -> bool:
    """Return whether `user` may change and publish `piece` as it stands in the database. Two queries at most.

    What a form has typed into the object is of no account, its section above all. Of a new piece: whether `user`
    publishes pieces of its kind.
    """
    if user is None:
        return True
    if not edits(user, type(piece)):
        return False
    if works_everywhere(user) or _is_new(piece):
        return True
    given = sections_of(user)
    return (stored_section(piece) is None or stored_section(piece) in given) and _live_sections(piece) <= given


def stored_section(piece: Any) -> int | None:
    """Return the key of the section that a piece has in the database: a form may have changed the object."""
    if not hasattr(piece, "_stored_section"):
        piece._stored_section = (
            type(piece)._default_manager.order_by().filter(pk=piece.pk).values_list("section", flat=True).first()
        )
    return piece._stored_section  # type: ignore[no-any-return]


def _live_sections(piece: Any) -> frozenset[int]:
    if not hasattr(piece, "_live_sections"):
        rows = Release.objects.order_by().live().filter(**{_name(piece): piece})
        piece._live_sections = frozenset(rows.values_list("section_id", flat=True))
    return piece._live_sections  # type: ignore[no-any-return]


def _name(piece: Any) -> str:
    return str(piece._meta.model_name)


def _is_new(piece: Any) -> bool:
    return bool(piece._state.adding)


# --- rows that hang on a piece ------------------------------------------------------------------------------


def piece_of(row: models.Model) -> Any:
    """Return the piece that `row` is or hangs on, None where there is none (yet). A query where it is not loaded."""
    if isinstance(row, Article | Gallery):
        return row
    pieces = (getattr(row, name) for name, _kind in _parents(type(row)))
    return next((piece for piece in pieces if piece is not None), None)


def hangs_on_pieces(kind: type[models.Model]) -> bool:
    """Return whether rows of `kind` are pieces, or hang on one."""
    return issubclass(kind, Article | Gallery) or bool(_parents(kind))


# --- demands ------------------------------------------------------------------------------------------------


def demand_writing(user: Any, piece: Any) -> None:
    """Raise `NotAllowed` unless `user` may change `piece`."""
    if not may_write(user, piece):
        raise NotAllowed(_("You may not change “%(piece)s”.") % {"piece": piece})


def demand_making(user: Any, kind: type[models.Model]) -> None:
    """Raise `NotAllowed` unless `user` may make a new piece of a kind."""
    if not may_write(user, kind()):
        raise NotAllowed(_("You may not make any new %(kind)s.") % {"kind": kind._meta.verbose_name_plural})


def demand_beginning(user: Any, kind: type[models.Model]) -> None:
    """Raise `NotAllowed` unless `user` may write into a form of a kind: what is typed is kept, saved or not.

    Whoever may change pieces and make none may have had one open that is gone by now.
    """
    name = kind._meta.model_name
    if user is not None and not user.has_perm(f"articles.change_{name}"):
        demand_making(user, kind)


def demand_publishing(user: Any, piece: Any) -> None:
    """Raise `NotAllowed` unless `user` may publish `piece`."""
    if not may_publish(user, piece):
        raise NotAllowed(
            _("You may not publish “%(piece)s”. Hand it in: an editor of the section “%(section)s” will.")
            % {"piece": piece, "section": piece.section or Section._meta.verbose_name}
        )


def demand_overriding(user: Any) -> None:
    """Raise `NotAllowed` unless `user` may publish in spite of a check."""
    if not may_override(user):
        raise NotAllowed(_("Only the chief editor may publish this in spite of what is said here."))
