import CCrypto
import CommandLine

// Threads may still end while the process does, and libcrypto frees what is theirs: it must not clean up under them.
OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_ATEXIT), nil)
Eztop.start()
