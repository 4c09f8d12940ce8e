//! How far assessors agree.
