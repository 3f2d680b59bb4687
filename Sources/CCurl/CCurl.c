#include "CCurl.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>

uint64_t kanbao_moved(int socket) {
  struct tcp_info information = {0};
  socklen_t size = sizeof information;
  // Linux 4.19 and newer know the bytes sent.
  if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &information, &size) != 0) return 0;
  if (size < offsetof(struct tcp_info, tcpi_bytes_sent) + sizeof information.tcpi_bytes_sent) return 0;
  return information.tcpi_bytes_received + information.tcpi_bytes_sent;
}
