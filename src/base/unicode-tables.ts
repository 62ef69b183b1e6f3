/**
 * Sets of characters: Unicode 15.0.0, the punctuation of Unicode 5.2 as docutils has it. Made by
 * `scripts/unicode-tables.py`; `unicode.ts` reads them. A set is written as numbers in base 36: how many characters are
 * left out, how many belong to it, and so on.
 */

/** East Asian Width W and F. */
export const wide =
  "3cw 2o 3i2 2 d 2 5a 4 3 1 2 1 eh 2 l 2 1e c 17 1 j 1 d 1 8 2 h 2 5 2 8 1 5 1 l 1 7 2 1 1 4 1 2 1 7 1 4 2 s 1 z 1 1 1 4 3 1 1 1p 3 o 1 e 1 nv 2 1f 1 4 1 mi q 1 2h c 5y q c 4 1r 2 2e 2 2v 5 17 1 2m 1 2c c 1b 1 14 8 5f4 1s h3h 3 1j wp t hv 8mc 6l8 e8 ls a m z 1 j 1 4 45 2o 3j 7 m49 5 b 2 e 4qg 8 ye 16 9 6w7 4 1 7 1 2 1 83 f 1 t 3 2 1 e 4 8 b0 c20 1 5m 1 5a 1 2 a 2t 3 d 18 4 9 7 2 e 6 4a x c 9 1 1y 1 m c 17 4 5 c h 3 1 3 1z 1 1 1 57 2 1r d 4 1 o i 1 q 2 d 1 2e 2d 1c 1y 6 1 3 3 2 3 4 4 b 2 7 9 6b c 4 1 7v 1b 1 a 1 55 34 d 3 9 7 1a 1 7 8 e 4 9 7 9 zr 1eke 2 1eke";

/** Canonical combining class other than 0. */
export const combining =
  "lc 27 1 w 7n 5 7d 19 1 1 1 2 1 2 1 1 20 b 1c l g 1 2t 7 2 6 2 2 1 4 z 1 u r 4g 9 9 1 o 4 1 9 1 3 1 5 17 3 1o 8 16 o 1 t 1o 1 g 1 3 4 2v 1 g 1 1c 1 1p 1 g 1 32 1 g 1 32 1 g 1 3j 1 32 1 g 1 7 2 2t 1 g 1 31 2 g 1 3g 1 31 3 d 4 30 3 d 4 24 2 r 1 1 1 1 1 1j 2 1 1 5 4 2 1 1 3 1 2 1q 1 34 1 1 2 2a 1 jz 3 qc 2 u 1 4d 1 a 1 5n 1 3z 3 63 2 1z 1 k 8 2 1 1c e 1 g 2t 1 f 1 12 9 1i 2 1m 1 b 2 1v 1 48 3 1 d 1 7 4 1 6 1 3 2 5i 1s k0 d 4 1 3 c 2da 3 3x 1 2o w fe 6 2x 2 n9w 1 4 a w 2 28 2 7o 1 11 1 47 1 r i 1l 3 11 1 2n 1 c 1 6n 1 1 3 2 2 5 2 1 1 1g 1 6u 1 fn4 1 ld g r1 1 6a 1 45 5 1aq 1 1 1 14 3 4 1 4l 2 fx 4 ar 2 28 3 1y b 1d 4 5c 1 15 1 e 1 1l 2 1x 3 1c 2 1q 1 24 1 9 1 2y 2 4y 2 28 2 g 1 o 7 3 5 5p 1 3 1 n 1 2r 2 6z 2 3i 1 3a 2 37 1 7h 2 76 2 4 1 4c 1 2b 1 i 1 29 1 bp 1 76 1 1 2 29 1 bt 2 ey5 5 1n 7 xl 2 f58 1 43q 5 3 6 8 8 2 7 u 4 44 3 2pn 7 1 h 2 7 1 2 1 5 2s 1 4g 7 af 1 1p 4 e4 4 rk 7 31 7";

/** What may stand before inline markup and opens something: quotes and brackets. */
export const openers =
  "y 1 4 2 j 1 u 1 v 1 1b 1 f 1 2v2 1 1 1 1ge 1 1vg 8 p 2 a 1 1j 1 f 1 ij 1 u6 1 1 1 1 1 1 1 1 1 1 1 1 1 28 1 w 1 1 1 1 1 1 1 1 1 b8 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1s 1 1 1 x 1 sl 4 3 2 1 2 e 2 2 3 1 1 1 1 1 1 db 1 1 1 1 1 1 1 1 1 3 1 1 1 1 1 1 1 2 1 14io 1 60 1 t 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 3 1 h 1 1 1 1 1 4q 1 1e 1 v 1 3 1 2 1";

/** What may stand after inline markup and closes something. */
export const closers =
  "y 1 4 1 1 1 k 1 u 1 v 1 19 1 f 1 2v3 1 1 1 1ge 1 1vf 8 p 2 b 1 1j 1 f 1 ij 1 u6 1 1 1 1 1 1 1 1 1 1 1 1 1 28 1 w 1 1 1 1 1 1 1 1 1 b8 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1s 1 1 1 x 1 sk 4 3 2 1 2 e 2 2 2 1 1 1 1 1 1 1 1 db 1 1 1 1 1 1 1 1 1 3 1 1 1 1 1 1 1 2 2 14in 1 60 1 t 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 3 1 h 1 1 1 1 1 4q 1 1f 1 v 1 2 1 2 1";

/** Dashes and other punctuation that may stand on either side. */
export const delimiters =
  "19 1 1 1 a 1 2u 1 l 1 7 1 ji 1 8 1 cy 6 15 2 1f 1 1 1 2 1 2 1 18 2 k 2 1 2 d 1 2 2 22 4 2u 1 17 e 6h 3 1i f 85 2 a 1 w3 1 2i 1 a 2 4o f 36 1 22 5 39 6 4r 1 h1 8 47 1 h8 2 3g 3 1z 2 4d 3 1 3 11 b 8p 2 48 2 1q 2 3k 7 1 6 4s 7 62 5 1q 2 2b 1 n0 8 8 8 8 9 2 4 2 3 3 b 1 1 1 a 2hm 4 1 2 74 2 4 3 2 1 2 e 2 2 a 5 1 2 cv 3 o 1 j 1 c 1 2q 1 2i 1 mwy 2 7h 3 2r 1 a 1 37 6 ak 4 2e 2 14 3 1f 2 1b 1 2p d g 2 3g 4 3i 2 7f 1 g84 7 2 1 m 3 i 2 2 4 3 3 1 5 6 3 1 1 4 1 1 2 45 3 1 3 2 1 1 4 a 2 3 2 r 1 10 1 2 2 be 2 il 1 1c 1 w6 1 5j 1 v 1 7k 9 12 1 55 7 12z 2 1 4 3vy 4";
