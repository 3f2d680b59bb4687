#include "CSample.h"
const unsigned long kanbao_sample_count = 0;
struct kanbao_sample_file kanbao_sample_file_at(unsigned long index) { (void)index; struct kanbao_sample_file none = {"", 0, 0}; return none; }
