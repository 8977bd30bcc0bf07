/* tui/cmd/notice.h - what the commands about notices share. */
#ifndef STANCH_CMD_NOTICE_H
#define STANCH_CMD_NOTICE_H

#include "core/notice/draft_check.h"
#include "tui/cmd/cli.h"

/* The notice that word 1 names, ready to be read or acted on: *d is the
 * caller's (draft_release). */
int notice_take(struct draft *d, struct act *a, const struct situation **s,
		struct cli *x, struct error *err);
/* Members of the JSON object that is open. */
void notice_json(struct cli *x, const struct case_notice *n);

/* ERR_USAGE: a word that names no result, and those that do. */
int notice_no_result(const char *word, struct error *err);
/* Names those who are in doubt, by register id: whether they get it once more
 * is a person's choice. Nothing where there are none. */
int notice_doubt_told(struct cli *x, const char *label, struct error *err);
/* The clock that a notice serves, after something of it went out: met by
 * --meets-clock, or by a y to the one question; else only told how. */
int notice_meets(struct cli *x, struct act *a, const char *label,
		 struct error *err);

int notice_list_run(struct cli *x, struct error *err);
int notice_check_run(struct cli *x, struct error *err);
int notice_view_run(struct cli *x, struct error *err);
int notice_send_run(struct cli *x, struct error *err);
int notice_test_run(struct cli *x, struct error *err);
int notice_result_run(struct cli *x, struct error *err);
int notice_call_run(struct cli *x, struct error *err);
int notice_offer_run(struct cli *x, struct error *err);
int notice_offers_run(struct cli *x, struct error *err);
int notice_status_run(struct cli *x, struct error *err);

#endif
