//! What applications are marked by: a weighted tree of criteria.
