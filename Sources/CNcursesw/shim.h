/* What Swift does not see of curses by itself: functions hidden without the macro, macros, and global variables. */
#define NCURSES_WIDECHAR 1
#include <langinfo.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <curses.h>

static inline int eztop_locale_is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

/* term.h defines a macro for each of its capabilities; this alone of it is wanted. */
extern int setupterm(const char *term, int descriptor, int *found);

/* The colours of an installed description: -1 where it names none, -2 where there is no description. */
static inline int eztop_described_colors(const char *term) {
    int found = 0;
    return setupterm(term, 1, &found) == OK ? tigetnum("colors") : -2;
}

static inline SCREEN *eztop_newterm(const char *term, FILE *output) { return newterm(term, output, stdin); }
static inline WINDOW *eztop_stdscr(void) { return stdscr; }
static inline int eztop_colors(void) { return COLORS; }
static inline int eztop_color_pairs(void) { return COLOR_PAIRS; }

static const attr_t eztop_bold = A_BOLD;
static const attr_t eztop_dim = A_DIM;
static const attr_t eztop_underline = A_UNDERLINE;
static const attr_t eztop_reverse = A_REVERSE;

/* The pair goes by the option pointer, so that pairs above 255 work. */
static inline void eztop_set_cell(
    cchar_t *cell, uint32_t scalar, uint32_t mark, uint32_t second, attr_t attributes, int pair) {
    wchar_t text[] = {(wchar_t)scalar, (wchar_t)mark, (wchar_t)second, 0};
    setcchar(cell, text, attributes, 0, &pair);
}
