#include "CCurl.h"
#include "CLazy.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>

KANBAO_LIBRARY("libcurl.so.4")

_Bool kanbao_has_curl(void) { return library() != NULL; }

KANBAO_FORWARD(CURLcode, CURLE_FAILED_INIT, curl_global_init, (long flags), (flags))
KANBAO_FORWARD(CURL *, NULL, curl_easy_init, (void), ())
KANBAO_FORWARD_VOID(curl_easy_cleanup, (CURL * handle), (handle))
KANBAO_FORWARD(const char *, "", curl_easy_strerror, (CURLcode code), (code))
KANBAO_FORWARD_VOID(curl_free, (void *memory), (memory))
KANBAO_FORWARD(CURLM *, NULL, curl_multi_init, (void), ())
KANBAO_FORWARD(CURLMcode, CURLM_INTERNAL_ERROR, curl_multi_cleanup, (CURLM * multi), (multi))
KANBAO_FORWARD(CURLMcode, CURLM_INTERNAL_ERROR, curl_multi_add_handle, (CURLM * multi, CURL *handle), (multi, handle))
KANBAO_FORWARD(CURLMcode, CURLM_INTERNAL_ERROR, curl_multi_remove_handle, (CURLM * multi, CURL *handle), (multi, handle))
KANBAO_FORWARD(CURLMcode, CURLM_INTERNAL_ERROR, curl_multi_perform, (CURLM * multi, int *running), (multi, running))
KANBAO_FORWARD(CURLMcode, CURLM_INTERNAL_ERROR, curl_multi_poll,
        (CURLM * multi, struct curl_waitfd others[], unsigned int count, int milliseconds, int *ready),
        (multi, others, count, milliseconds, ready))
KANBAO_FORWARD(CURLMcode, CURLM_INTERNAL_ERROR, curl_multi_wakeup, (CURLM * multi), (multi))
KANBAO_FORWARD(CURLMsg *, NULL, curl_multi_info_read, (CURLM * multi, int *left), (multi, left))
KANBAO_FORWARD(struct curl_slist *, NULL, curl_slist_append, (struct curl_slist * list, const char *text), (list, text))
KANBAO_FORWARD_VOID(curl_slist_free_all, (struct curl_slist * list), (list))
KANBAO_FORWARD(CURLU *, NULL, curl_url, (void), ())
KANBAO_FORWARD_VOID(curl_url_cleanup, (CURLU * url), (url))
KANBAO_FORWARD(CURLUcode, CURLUE_OUT_OF_MEMORY, curl_url_set,
        (CURLU * url, CURLUPart part, const char *text, unsigned int flags), (url, part, text, flags))

// Versions of libcurl differ in whether its first argument is constant.
CURLUcode kanbao_url_get(CURLU *url, CURLUPart part, char **text) {
  KANBAO_REAL(CURLUcode, curl_url_get, (CURLU *, CURLUPart, char **, unsigned int))
  return real ? real(url, part, text, 0) : CURLUE_OUT_OF_MEMORY;
}

kanbao_option_setter kanbao_easy_setopt(void) {
  KANBAO_REAL(CURLcode, curl_easy_setopt, (CURL *, CURLoption, ...))
  return real;
}

kanbao_info_getter kanbao_easy_getinfo(void) {
  KANBAO_REAL(CURLcode, curl_easy_getinfo, (CURL *, CURLINFO, ...))
  return real;
}

kanbao_multi_option_setter kanbao_multi_setopt(void) {
  KANBAO_REAL(CURLMcode, curl_multi_setopt, (CURLM *, CURLMoption, ...))
  return real;
}

uint64_t kanbao_moved(int socket) {
  struct tcp_info information = {0};
  socklen_t size = sizeof information;
  // Linux 4.19 and newer know the bytes sent.
  if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &information, &size) != 0) return 0;
  if (size < offsetof(struct tcp_info, tcpi_bytes_sent) + sizeof information.tcpi_bytes_sent) return 0;
  return information.tcpi_bytes_received + information.tcpi_bytes_sent;
}
