#ifndef EZTOP_WIDTH_H
#define EZTOP_WIDTH_H

#include <stdint.h>

/// Columns of a code point as libc's wcwidth counts them in a UTF-8 locale, whatever the process's own locale is:
/// 0 for a combining mark, 1, 2 for a wide one, -1 for a control.
int eztop_width(uint32_t scalar);

#endif
