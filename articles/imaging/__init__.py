"""Picture files, without a database: opened safely, read, cut to shape, made smaller, and labelled with their names."""
