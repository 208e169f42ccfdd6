#ifndef EZTOP_DEMO_VIDEO_H
#define EZTOP_DEMO_VIDEO_H

#include <stddef.h>
#include <stdint.h>

/// Bytes of an MPEG transport stream that live as long as the program.
typedef struct {
    const uint8_t *_Nullable bytes;
    size_t count;
} demo_video_part;

/// One of the three segments of the loop, two seconds each. Any other index gives no bytes.
demo_video_part demo_video_segment(int index);

/// The picture of ten seconds that stands behind an ErrCode playlist.
demo_video_part demo_video_error(void);

/// A JPEG picture, for captures.
demo_video_part demo_video_picture(void);

#endif
