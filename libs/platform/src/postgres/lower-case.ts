/**
 * SQL that gives a text in lower case, in any language: the database's own collation may know letters of English only. Needs a
 * PostgreSQL that is built with ICU, as its packages and images are.
 *
 * @param text a column or a parameter
 * @example query.andWhere(`starts_with(${lowerCase('p.name')}, ${lowerCase(':prefix')})`, { prefix })
 */
export const lowerCase = (text: string): string => `lower(CAST(${text} AS text) COLLATE "und-x-icu")`;
