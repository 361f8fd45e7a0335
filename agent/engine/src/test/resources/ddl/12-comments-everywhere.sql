/* outer /* inner ; */ still a comment ' " $$ */
CREATE -- between words
TABLE /* in the middle */ odd /* ( */ ( -- )
  id /* the key */ int -- , fake int
    PRIMARY /* half */ KEY,--no blank
  a int/**/DEFAULT/**/1/**/+/**/2,
  b text DEFAULT 'not -- a comment' /* but this is */ || '/* nor this */',
  c text DEFAULT $q$it's $$ fine$q$,
  d text DEFAULT E'tab\there, quote \' and '' both',
  e text DEFAULT U&'\0441\043B\043E\043D',
  f text DEFAULT 'two '
  'lines',
  g int CHECK (g /* larger */ > -- than
    - /* minus */ 5),
  h bit(4) DEFAULT X'F',
  i numeric DEFAULT 1.e3, j numeric DEFAULT .5, k int DEFAULT 10-3,
  l boolean DEFAULT 1<>-1, m text DEFAULT null::text, n char DEFAULT ' '
);;
;
-- CREATE TABLE never (id int);
CREATE INDEX /* name */ odd_a /* on */ ON odd /* what */ (a, -- first
  b);
-- the end, without a line break
