-- Articles have an index of their own: whoever searches them does not go through all else that was written. A single
-- letter is looked up as a whole instead of gathered from every gram it begins. text_of comes from store/texts.py.
CREATE VIRTUAL TABLE texts USING fts5 (grams, content='', columnsize=0, tokenize='ascii', prefix='1');
INSERT INTO texts (rowid, grams) SELECT seq, text_of(data) FROM log WHERE kind = 'article.added' ORDER BY seq;
INSERT INTO texts (texts) VALUES ('optimize');
