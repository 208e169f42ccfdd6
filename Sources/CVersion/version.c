#include "version.h"

const char *const eztop_commit = EZTOP_COMMIT;
