#include <curl/curl.h>

/* curl_easy_setopt and its kin are variadic, which Swift cannot call: one wrapper for each kind of argument. */
static inline CURLcode curl_set_long(CURL *easy, CURLoption option, long value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode curl_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode curl_set_pointer(CURL *easy, CURLoption option, void *value) {
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode curl_set_string(CURL *easy, CURLoption option, const char *value) {
    return curl_easy_setopt(easy, option, value);
}

typedef size_t (*curl_piece_callback)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode curl_set_callback(CURL *easy, CURLoption option, curl_piece_callback value) {
    return curl_easy_setopt(easy, option, value);
}

typedef curl_socket_t (*curl_open_callback)(void *context, curlsocktype purpose, struct curl_sockaddr *address);

static inline CURLcode curl_set_open_callback(CURL *easy, curl_open_callback value) {
    return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, value);
}

typedef int (*curl_send_callback)(void *context, char *peer, char *own, int peer_port, int own_port);

/* Called each time before a request goes out on a connection, also when curl repeats it by itself. */
static inline CURLcode curl_set_send_callback(CURL *easy, curl_send_callback value) {
    return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, value);
}

static inline CURLcode curl_get_long(CURL *easy, CURLINFO info, long *value) {
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLMcode curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}
