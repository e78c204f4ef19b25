/** Text as a basic string of TOML, which is one of JSON but for one more sign that has to be escaped. */
export function tomlText(text: string): string {
  return JSON.stringify(text).replaceAll('\x7f', '\\u007f');
}
