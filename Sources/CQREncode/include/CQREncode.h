// libqrencode for Swift. Loaded when a code is drawn.
#ifndef KANBAO_CQRENCODE_H
#define KANBAO_CQRENCODE_H

#include <qrencode.h>

/// Whether libqrencode can be loaded.
_Bool kanbao_has_qrencode(void);

#endif
