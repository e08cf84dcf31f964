-- What a name says for a match follows from its bearer alone; nothing is counted for it any more.
DROP TABLE tallies;
