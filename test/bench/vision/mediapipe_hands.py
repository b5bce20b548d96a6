"""MediaPipe's own hand tracker in video mode, for `npm run bench:vision -- --python PATH`.

PATH names a Python that has run `pip install mediapipe==0.10.14`; nothing else in the repository needs it.
python mediapipe_hands.py FILE ROUNDS prints {"fps", "cpu_ms"}: frames a second, and processor time a frame, without decoding.
"""

import json
import sys
import time

import cv2
import mediapipe

path, rounds = sys.argv[1], int(sys.argv[2])
cv2.setNumThreads(1)
video = cv2.VideoCapture(path)
frames = []
while True:
    is_read, frame = video.read()
    if not is_read:
        break
    frames.append(cv2.cvtColor(frame, cv2.COLOR_BGR2RGB))

wall = cpu = 0.0
for _ in range(rounds):
    with mediapipe.solutions.hands.Hands(static_image_mode=False, max_num_hands=1, model_complexity=1) as hands:
        hands.process(frames[0])  # Loads the networks.
        wall_before, cpu_before = time.perf_counter(), time.process_time()
        for frame in frames:
            hands.process(frame)
        wall += time.perf_counter() - wall_before
        cpu += time.process_time() - cpu_before

count = rounds * len(frames)
print(json.dumps({"fps": count / wall, "cpu_ms": 1000 * cpu / count}))
