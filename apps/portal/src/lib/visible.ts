/** Control characters and those that turn the direction of text: they could make a payload look like another one. */
const HIDDEN =
  // eslint-disable-next-line no-control-regex -- control characters are what this shows
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** The text with hidden characters as visible escapes. @example visible('a\u202eb') // 'a\\u202eb' */
export function visible(text: string): string {
  return text.replaceAll(
    HIDDEN,
    (character) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`,
  );
}
