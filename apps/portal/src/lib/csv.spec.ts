import { cell, toCsv } from './csv';

describe('CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+7 900', "'+7 900"],
    ['-1+2', "'-1+2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    [' =HYPERLINK("x")', `"' =HYPERLINK(""x"")"`],
    ['-12.5', '-12.5'],
    ['12345678901234567890', '12345678901234567890'],
    ['a,b', '"a,b"'],
    ['a\nb', '"a\nb"'],
    ['', ''],
  ])('writes %j as %j', (text, written) => expect(cell(text)).toBe(written));

  it('has a byte order mark, a header and lines that end with CR LF', () => {
    expect(toCsv(['id', 'марка'], [['1', 'Lada, Vesta']])).toBe('\uFEFFid,марка\r\n1,"Lada, Vesta"\r\n');
  });
});
