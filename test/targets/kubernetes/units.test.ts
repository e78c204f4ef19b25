import { byteQuantity, cpuQuantity, wholeSeconds } from '../../../lib/targets/kubernetes/units';

test.each([
  [1, '1m'],
  [100, '100m'],
  [999, '999m'],
  [1000, '1'],
  [1001, '1001m'],
  [1500, '1500m'],
  [16_000, '16'],
])('%d millicores are %s', (millicores, quantity) => {
  expect(cpuQuantity(millicores)).toBe(quantity);
});

test.each([
  [1, '1'],
  [1023, '1023'],
  [1024, '1Ki'],
  [1025, '1025'],
  [1536, '1536'],
  [1024 ** 2, '1Mi'],
  [1536 * 1024, '1536Ki'],
  [512 * 1024 ** 2, '512Mi'],
  [1024 ** 3, '1Gi'],
  [1.5 * 1024 ** 3, '1536Mi'],
  [1024 ** 4, '1024Gi'],
  [1_000_000_000, '1000000000'],
])('%d bytes are %s', (bytes, quantity) => {
  expect(byteQuantity(bytes)).toBe(quantity);
});

test.each([
  [0, 0],
  [1, 1],
  [999, 1],
  [1000, 1],
  [1001, 2],
  [90_000, 90],
])('%d ms are %d s', (milliseconds, seconds) => {
  expect(wholeSeconds(milliseconds)).toBe(seconds);
});
