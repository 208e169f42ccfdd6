#ifndef EZTOP_VERSION_H
#define EZTOP_VERSION_H

/// The commit that was built, twelve digits of it, with `+` where files were changed since; empty outside a git checkout.
extern const char *const eztop_commit;

#endif
