// Written by Config/embed-sample.sh from the files of Config/sample.
#include "CSample.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char file0[] = {
#embed "../../Config/sample/README.md"
};

static const unsigned char file1[] = {
#embed "../../Config/sample/indexes/书与人.md"
};

static const unsigned char file2[] = {
#embed "../../Config/sample/indexes/园艺.md"
};

static const unsigned char file3[] = {
#embed "../../Config/sample/indexes/天气.md"
};

static const unsigned char file4[] = {
#embed "../../Config/sample/indexes/手艺.md"
};

static const unsigned char file5[] = {
#embed "../../Config/sample/indexes/星空.md"
};

static const unsigned char file6[] = {
#embed "../../Config/sample/indexes/行路.md"
};

static const unsigned char file7[] = {
#embed "../../Config/sample/indexes/饮食.md"
};

static const unsigned char file8[] = {
#embed "../../Config/sample/pages/craft/6001.md"
};

static const unsigned char file9[] = {
#embed "../../Config/sample/pages/craft/6002.md"
};

static const unsigned char file10[] = {
#embed "../../Config/sample/pages/craft/6003.md"
};

static const unsigned char file11[] = {
#embed "../../Config/sample/pages/craft/6004.md"
};

static const unsigned char file12[] = {
#embed "../../Config/sample/pages/craft/6005.md"
};

static const unsigned char file13[] = {
#embed "../../Config/sample/pages/craft/6006.md"
};

static const unsigned char file14[] = {
#embed "../../Config/sample/pages/food/1001.md"
};

static const unsigned char file15[] = {
#embed "../../Config/sample/pages/food/1002.md"
};

static const unsigned char file16[] = {
#embed "../../Config/sample/pages/food/1003.md"
};

static const unsigned char file17[] = {
#embed "../../Config/sample/pages/food/1004.md"
};

static const unsigned char file18[] = {
#embed "../../Config/sample/pages/food/1005.md"
};

static const unsigned char file19[] = {
#embed "../../Config/sample/pages/food/1006.md"
};

static const unsigned char file20[] = {
#embed "../../Config/sample/pages/food/1007.md"
};

static const unsigned char file21[] = {
#embed "../../Config/sample/pages/food/1008.md"
};

static const unsigned char file22[] = {
#embed "../../Config/sample/pages/garden/2001.md"
};

static const unsigned char file23[] = {
#embed "../../Config/sample/pages/garden/2002.md"
};

static const unsigned char file24[] = {
#embed "../../Config/sample/pages/garden/2003.md"
};

static const unsigned char file25[] = {
#embed "../../Config/sample/pages/garden/2004.md"
};

static const unsigned char file26[] = {
#embed "../../Config/sample/pages/garden/2005.md"
};

static const unsigned char file27[] = {
#embed "../../Config/sample/pages/garden/2006.md"
};

static const unsigned char file28[] = {
#embed "../../Config/sample/pages/garden/2007.md"
};

static const unsigned char file29[] = {
#embed "../../Config/sample/pages/library/7001.md"
};

static const unsigned char file30[] = {
#embed "../../Config/sample/pages/library/7002.md"
};

static const unsigned char file31[] = {
#embed "../../Config/sample/pages/library/7003.md"
};

static const unsigned char file32[] = {
#embed "../../Config/sample/pages/library/7004.md"
};

static const unsigned char file33[] = {
#embed "../../Config/sample/pages/library/7005.md"
};

static const unsigned char file34[] = {
#embed "../../Config/sample/pages/library/7006.md"
};

static const unsigned char file35[] = {
#embed "../../Config/sample/pages/library/7007.md"
};

static const unsigned char file36[] = {
#embed "../../Config/sample/pages/sky/4001.md"
};

static const unsigned char file37[] = {
#embed "../../Config/sample/pages/sky/4002.md"
};

static const unsigned char file38[] = {
#embed "../../Config/sample/pages/sky/4003.md"
};

static const unsigned char file39[] = {
#embed "../../Config/sample/pages/sky/4004.md"
};

static const unsigned char file40[] = {
#embed "../../Config/sample/pages/sky/4005.md"
};

static const unsigned char file41[] = {
#embed "../../Config/sample/pages/sky/4006.md"
};

static const unsigned char file42[] = {
#embed "../../Config/sample/pages/sky/4007.md"
};

static const unsigned char file43[] = {
#embed "../../Config/sample/pages/transit/3001.md"
};

static const unsigned char file44[] = {
#embed "../../Config/sample/pages/transit/3002.md"
};

static const unsigned char file45[] = {
#embed "../../Config/sample/pages/transit/3003.md"
};

static const unsigned char file46[] = {
#embed "../../Config/sample/pages/transit/3004.md"
};

static const unsigned char file47[] = {
#embed "../../Config/sample/pages/transit/3005.md"
};

static const unsigned char file48[] = {
#embed "../../Config/sample/pages/transit/3006.md"
};

static const unsigned char file49[] = {
#embed "../../Config/sample/pages/transit/3007.md"
};

static const unsigned char file50[] = {
#embed "../../Config/sample/pages/transit/3008.md"
};

static const unsigned char file51[] = {
#embed "../../Config/sample/pages/weather/5001.md"
};

static const unsigned char file52[] = {
#embed "../../Config/sample/pages/weather/5002.md"
};

static const unsigned char file53[] = {
#embed "../../Config/sample/pages/weather/5003.md"
};

static const unsigned char file54[] = {
#embed "../../Config/sample/pages/weather/5004.md"
};

static const unsigned char file55[] = {
#embed "../../Config/sample/pages/weather/5005.md"
};

static const unsigned char file56[] = {
#embed "../../Config/sample/pages/weather/5006.md"
};

static const struct kanbao_sample_file files[] = {
    {"README.md", file0, sizeof file0},
    {"indexes/书与人.md", file1, sizeof file1},
    {"indexes/园艺.md", file2, sizeof file2},
    {"indexes/天气.md", file3, sizeof file3},
    {"indexes/手艺.md", file4, sizeof file4},
    {"indexes/星空.md", file5, sizeof file5},
    {"indexes/行路.md", file6, sizeof file6},
    {"indexes/饮食.md", file7, sizeof file7},
    {"pages/craft/6001.md", file8, sizeof file8},
    {"pages/craft/6002.md", file9, sizeof file9},
    {"pages/craft/6003.md", file10, sizeof file10},
    {"pages/craft/6004.md", file11, sizeof file11},
    {"pages/craft/6005.md", file12, sizeof file12},
    {"pages/craft/6006.md", file13, sizeof file13},
    {"pages/food/1001.md", file14, sizeof file14},
    {"pages/food/1002.md", file15, sizeof file15},
    {"pages/food/1003.md", file16, sizeof file16},
    {"pages/food/1004.md", file17, sizeof file17},
    {"pages/food/1005.md", file18, sizeof file18},
    {"pages/food/1006.md", file19, sizeof file19},
    {"pages/food/1007.md", file20, sizeof file20},
    {"pages/food/1008.md", file21, sizeof file21},
    {"pages/garden/2001.md", file22, sizeof file22},
    {"pages/garden/2002.md", file23, sizeof file23},
    {"pages/garden/2003.md", file24, sizeof file24},
    {"pages/garden/2004.md", file25, sizeof file25},
    {"pages/garden/2005.md", file26, sizeof file26},
    {"pages/garden/2006.md", file27, sizeof file27},
    {"pages/garden/2007.md", file28, sizeof file28},
    {"pages/library/7001.md", file29, sizeof file29},
    {"pages/library/7002.md", file30, sizeof file30},
    {"pages/library/7003.md", file31, sizeof file31},
    {"pages/library/7004.md", file32, sizeof file32},
    {"pages/library/7005.md", file33, sizeof file33},
    {"pages/library/7006.md", file34, sizeof file34},
    {"pages/library/7007.md", file35, sizeof file35},
    {"pages/sky/4001.md", file36, sizeof file36},
    {"pages/sky/4002.md", file37, sizeof file37},
    {"pages/sky/4003.md", file38, sizeof file38},
    {"pages/sky/4004.md", file39, sizeof file39},
    {"pages/sky/4005.md", file40, sizeof file40},
    {"pages/sky/4006.md", file41, sizeof file41},
    {"pages/sky/4007.md", file42, sizeof file42},
    {"pages/transit/3001.md", file43, sizeof file43},
    {"pages/transit/3002.md", file44, sizeof file44},
    {"pages/transit/3003.md", file45, sizeof file45},
    {"pages/transit/3004.md", file46, sizeof file46},
    {"pages/transit/3005.md", file47, sizeof file47},
    {"pages/transit/3006.md", file48, sizeof file48},
    {"pages/transit/3007.md", file49, sizeof file49},
    {"pages/transit/3008.md", file50, sizeof file50},
    {"pages/weather/5001.md", file51, sizeof file51},
    {"pages/weather/5002.md", file52, sizeof file52},
    {"pages/weather/5003.md", file53, sizeof file53},
    {"pages/weather/5004.md", file54, sizeof file54},
    {"pages/weather/5005.md", file55, sizeof file55},
    {"pages/weather/5006.md", file56, sizeof file56},
};

const unsigned long kanbao_sample_file_count = sizeof files / sizeof *files;

struct kanbao_sample_file kanbao_sample_file_at(unsigned long index) { return files[index]; }
