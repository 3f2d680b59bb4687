#include "CQREncode.h"
#include "CLazy.h"

KANBAO_LIBRARY("libqrencode.so.4")

_Bool kanbao_has_qrencode(void) { return library() != NULL; }

KANBAO_FORWARD(QRcode *, NULL, QRcode_encodeData, (int size, const unsigned char *data, int version, QRecLevel level),
               (size, data, version, level))
KANBAO_FORWARD_VOID(QRcode_free, (QRcode * code), (code))
