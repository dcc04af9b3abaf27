/** The most used passwords of ten characters and more, from published leaks, without digits that follow and in lower case. */
const COMMON = new Set(
  `1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc q1w2e3r4t5 q1w2e3r4t5y6 qwertyuiop qwertyuiop[] qwerty123456 qwertyqwerty
  asdfghjkl asdfghjkl; asdfasdfasdf zxcvbnm zxcvbnm, qazwsxedc qazwsxedcrfv password passwordpassword passw0rd p@ssw0rd p@ssword
  administrator administration adminadmin adminpassword letmein letmeinnow iloveyou iloveyouforever welcome welcometo changeme
  changemenow trustno basketball volleyball strawberry chocolate butterfly christopher liverpool manchester barcelona
  superman spiderman pokemon starwars michelle alexander alexandra jonathan sunshine princess football baseball computer
  internet whatever unbelievable abcdefghij abcdefghijk abcdefghijkl abcdefgh abc123abc123 a1b2c3d4e5 aa12345678 test testtest
  testtesttest temporary secretsecret verysecret mypassword thepassword newpassword defaultpassword guestguest rootroot
  йцукенгшщз йцукенгшщзхъ йцукен фывапролд фывапролджэ пароль парольпароль привет приветпривет любовь ghbdtnghbdtn gfhjkmgfhjkm
  anikaanika anika`.split(/\s+/),
);
const RUNS = ['01234567890123456789', '98765432109876543210', 'abcdefghijklmnopqrstuvwxyz'];

/**
 * Whether the password is one that is tried first: a known one, also with digits or signs after it, a run, or few characters repeated.
 *
 * @example isCommonPassword('Password123!') // true
 */
export function isCommonPassword(password: string): boolean {
  const text = password.toLowerCase();
  const word = text.replace(/[\d!.?@#$*_-]+$/u, '');
  return (
    COMMON.has(text) || COMMON.has(word) || RUNS.some((run) => run.includes(text)) || new Set(text).size <= 3
  );
}
