const MOST = 63;
const CYRILLIC = 'абвгдежзийклмнопрстуфхцчшщъыьэюя';
const LATIN = 'a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya'.split(' ');

/**
 * A topic's name as the API takes it, proposed from its title; empty when nothing of the title can be written so.
 *
 * @example topicNameOf('Выбор машины') // 'vybor-mashiny'
 */
export function topicNameOf(title: string): string {
  return title
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[а-я]/g, (letter) => LATIN[CYRILLIC.indexOf(letter)]!)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, MOST)
    .replace(/-$/, '');
}
