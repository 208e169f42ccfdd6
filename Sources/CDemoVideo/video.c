#include "video.h"

#include "picture.h"
#include "segments.h"

demo_video_part demo_video_segment(int index) {
    switch (index) {
    case 0: return (demo_video_part){live0, sizeof live0};
    case 1: return (demo_video_part){live1, sizeof live1};
    case 2: return (demo_video_part){live2, sizeof live2};
    default: return (demo_video_part){NULL, 0};
    }
}

demo_video_part demo_video_error(void) {
    return (demo_video_part){error0, sizeof error0};
}

demo_video_part demo_video_picture(void) {
    return (demo_video_part){picture0, sizeof picture0};
}
