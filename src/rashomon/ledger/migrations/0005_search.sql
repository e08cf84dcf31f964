-- Arabic and Persian spellings of one letter are found as one: the index has the words folded.

DROP TABLE passage_index;

-- Keeps no words: it finds the entry, the entry has the words. What it is told of a passage it must be
-- told again when the passage goes.
CREATE VIRTUAL TABLE passage_index USING fts5 (
    words, content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);

INSERT INTO passage_index (rowid, words) SELECT seq, folded_words(words) FROM passage_words;
