/** Text as the value of `ARG` and `ENV`, which ends with its line. */
export function dockerfileText(text: string): string {
  return `"${text.replace(/["\\$]/g, '\\$&')}"`;
}
