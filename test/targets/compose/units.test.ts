import { byteSize, cores, goDuration } from '../../../lib/targets/compose/units';

test.each([
  [0, '0s'],
  [1, '1ms'],
  [500, '500ms'],
  [1000, '1s'],
  [1500, '1s500ms'],
  [30_000, '30s'],
  [60_000, '1m'],
  [90_000, '1m30s'],
  [3_600_000, '1h'],
  [3_661_001, '1h1m1s1ms'],
  [90_000_000, '25h'],
])('%d ms are %s', (milliseconds, duration) => {
  expect(goDuration(milliseconds)).toBe(duration);
});

test.each([
  [1, '1b'],
  [1023, '1023b'],
  [1024, '1k'],
  [1025, '1025b'],
  [1024 ** 2, '1m'],
  [1536 * 1024, '1536k'],
  [512 * 1024 ** 2, '512m'],
  [1024 ** 3, '1g'],
  [1.5 * 1024 ** 3, '1536m'],
  [1024 ** 4, '1024g'],
  [1_000_000_000, '1000000000b'],
])('%d bytes are %s', (bytes, size) => {
  expect(byteSize(bytes)).toBe(size);
});

test.each([
  [10, '0.01'],
  [100, '0.1'],
  [300, '0.3'],
  [1000, '1'],
  [1250, '1.25'],
  [16_000, '16'],
])('%d millicores are %s cores', (millicores, text) => {
  expect(cores(millicores)).toBe(text);
});
