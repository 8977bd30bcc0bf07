/* core/db/schema.h - the tables of a case file, byte for byte
 * (docs/FILE-FORMAT.md). A file whose sqlite_schema differs in one byte is
 * not opened. */
#ifndef STANCH_DB_SCHEMA_H
#define STANCH_DB_SCHEMA_H

#define SCHEMA_VERSION 1
#define SCHEMA_APP_CASE 0x53544E43u  /* "STNC" */
#define SCHEMA_APP_DRILL 0x53544E44u /* "STND" */

#define SCHEMA_REC                                                           \
	"CREATE TABLE rec(n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, "  \
	"hdr BLOB NOT NULL, sig BLOB NOT NULL, body BLOB) STRICT"
#define SCHEMA_ATT                                                           \
	"CREATE TABLE att(hash BLOB NOT NULL PRIMARY KEY, "                  \
	"data BLOB NOT NULL) STRICT"

#endif
