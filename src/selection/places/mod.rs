//! The best set of applications that places and quotas allow.
