#include <sqlite3.h>
#include <stdint.h>
#include <time.h>

/* Variadic, which Swift does not call: no functions of the file's schema, and no writing to what keeps it. */
static inline void eztop_defend(sqlite3 *database) {
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, (int *)0);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, (int *)0);
}

/* Milliseconds of the processor that this thread has had: a process that is stopped, or waits for its disk, spends none. */
static inline intptr_t eztop_spent(void) {
    struct timespec spent = {0};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return spent.tv_sec * 1000 + spent.tv_nsec / 1000000;
}

static inline int eztop_is_over(void *end) { return eztop_spent() > (intptr_t)end; }

/* Statements end as interrupted after so many milliseconds of the processor: pages of a file can name each other so that rows have no
   end. */
static inline void eztop_bound(sqlite3 *database, intptr_t milliseconds) {
    sqlite3_progress_handler(database, 1000, eztop_is_over, (void *)(eztop_spent() + milliseconds));
}

/* The bytes that its header counts in pages; 0 where it has none yet. Read through the library's own file: closing another one would
   give up the locks that this process holds on it. */
static inline int64_t eztop_counted(sqlite3 *database) {
    sqlite3_file *file = 0;
    uint8_t head[100];
    if (sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || !file || !file->pMethods) return 0;
    if (file->pMethods->xRead(file, head, sizeof head, 0) != SQLITE_OK) return 0;
    int64_t size = head[16] << 8 | head[17];
    int64_t pages = (int64_t)head[28] << 24 | head[29] << 16 | head[30] << 8 | head[31];
    return pages * (size == 1 ? 65536 : size);
}

/* SQLITE_TRANSIENT is a cast that Swift does not see: SQLite copies what it is handed. */
static inline int eztop_bind_text(sqlite3_stmt *statement, int place, const char *text, int length) {
    return sqlite3_bind_text(statement, place, text, length, SQLITE_TRANSIENT);
}

static inline int eztop_bind_blob(sqlite3_stmt *statement, int place, const void *bytes, int length) {
    return sqlite3_bind_blob(statement, place, bytes, length, SQLITE_TRANSIENT);
}
