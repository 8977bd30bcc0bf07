/* Rows of CSV files, and what their headings mean. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "core/base/mem.h"
#include "core/base/str.h"
#include "core/people/cell.h"
#include "core/people/column.h"
#include "core/people/csv.h"

/* "2: <a><b>\n" a row, its fault behind it. */
static int write_row(void *ctx, const struct csv_row *row, struct error *err)
{
	static const char *const fault[] = {"", " long", " wide", " unclosed",
					    " zero"};
	struct str *out = ctx;

	(void)err;
	str_addf(out, "%d: ", (int)row->line);
	for (size_t i = 0; i < row->count && i < 6; i++) {
		assert_int_equal(strlen(row->cell[i]), row->len[i]);
		if (row->len[i] > 40)
			str_addf(out, "<%zu>", row->len[i]);
		else
			str_addf(out, "<%s>", row->cell[i]);
	}
	str_addf(out, "%s\n", fault[row->fault]);
	return 0;
}

/* However the file is cut up, the rows are the same. */
static void assert_rows(const char *text, size_t n, const char *rows)
{
	static const size_t cut[] = {1, 2, 3, 7, 1 << 20};

	for (size_t i = 0; i < sizeof(cut) / sizeof(*cut); i++) {
		struct str out = {0};
		struct csv *c = csv_new(0, write_row, &out);

		for (size_t at = 0; at < n; at += cut[i])
			assert_int_equal(csv_feed(c, text + at,
				n - at < cut[i] ? n - at : cut[i], NULL), 0);
		assert_int_equal(csv_end(c, NULL), 0);
		csv_free(c);
		assert_string_equal(str_text(&out), rows);
		str_release(&out);
	}
}

static void rows_are_read_as_rfc_4180_and_spreadsheets_write_them(void **s)
{
	static const struct {
		const char *text, *rows;
	} row[] = {
		{"", ""},
		{"\n\n", ""},
		{"a,b\n1,2\n", "1: <a><b>\n2: <1><2>\n"},
		{"a,b\r\n1,2\r\n", "1: <a><b>\n2: <1><2>\n"},
		{"a,b\r1,2", "1: <a><b>\n2: <1><2>\n"},
		{"a,b\n,\n", "1: <a><b>\n2: <><>\n"},
		{"a;b,c;d\n", "1: <a><b,c><d>\n"},
		{"a\tb\n", "1: <a><b>\n"},
		{"a|b,c|d\n", "1: <a><b,c><d>\n"},
		{"sep=;\na;b,c,d\n", "2: <a><b,c,d>\n"},
		{"\"x\ny\",b\nc,d\n", "1: <x\ny><b>\n3: <c><d>\n"},
		{"\"he said \"\"no\"\"\",b\n", "1: <he said \"no\"><b>\n"},
		{"5\" nail,b\n", "1: <5\" nail><b>\n"},
		{"\"a\"b,c\n", "1: <ab><c>\n"},
		{"\"\",b\n", "1: <><b>\n"},
		{"=1+1,@x\n", "1: <=1+1><@x>\n"},
		{"a,b\n1,\"2\n3,4\n", "1: <a><b>\n2: <1><2\n3,4\n> unclosed\n"},
		{"a,b\n1\n1,2,3\n", "1: <a><b>\n2: <1>\n3: <1><2><3>\n"},
	};

	(void)s;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++)
		assert_rows(row[i].text, strlen(row[i].text), row[i].rows);
	assert_rows("a,b\nx\0y,z\n", 10, "1: <a><b>\n2: <xy><z> zero\n");
}

static void cells_and_rows_have_bounds(void **state)
{
	struct str text = {0};

	(void)state;
	str_add(&text, "a,b\n");
	str_pad(&text, 'x', 10 << 20);
	str_add(&text, ",y\n1,2\n");
	assert_rows(str_text(&text), text.len,
		    "1: <a><b>\n2: <65536><y> long\n3: <1><2>\n");
	str_clear(&text);
	str_pad(&text, ',', 5000);
	assert_rows(str_text(&text), text.len, "1: <><><><><><> wide\n");
	str_release(&text);
}

static int stop_at_two(void *ctx, const struct csv_row *row,
		       struct error *err)
{
	(void)ctx;
	return row->line == 2 ? error_set(err, ERR_CANCELLED, "two") : 0;
}

static void a_row_can_stop_the_reading(void **state)
{
	struct csv *c = csv_new(',', stop_at_two, NULL);
	struct error err = {0};

	(void)state;
	assert_int_equal(csv_feed(c, "a\nb\nc\n", 6, &err), ERR_CANCELLED);
	assert_string_equal(err.what, "two");
	csv_free(c);
}

static int nothing(void *ctx, const struct csv_row *row, struct error *err)
{
	(void)ctx;
	(void)row;
	(void)err;
	return 0;
}

static void memory_may_run_out_anywhere(void **state)
{
	struct str text = {0};
	int rc = ERR_NOMEM;

	(void)state;
	for (int i = 0; i < 100; i++)
		str_addf(&text, "cell %d,", i);
	str_add(&text, "\nx,y\n");
	for (uint64_t n = 1; rc; n++) {
		struct csv *c;

		mem_fail_at(n);
		c = csv_new(0, nothing, NULL);
		rc = c ? csv_feed(c, text.p, text.len, NULL) : ERR_NOMEM;
		if (!rc)
			rc = csv_end(c, NULL);
		mem_fail_at(0);
		assert_true(!rc || rc == ERR_NOMEM);
		csv_free(c);
	}
	str_release(&text);
}

/* --- headings and masks ----------------------------------------------------------- */

static void common_headings_are_known(void **state)
{
	static const struct {
		const char *heading;
		enum person_field f;
	} row[] = {
		{"Name", PERSON_NAME}, {"Full Name", PERSON_NAME},
		{"姓名", PERSON_NAME}, {"会员姓名*", PERSON_NAME},
		{"\xef\xbb\xbf姓名", PERSON_NAME},
		{"手机号", PERSON_PHONE}, {"联系电话（必填）", PERSON_PHONE},
		{"Mobile No", PERSON_PHONE}, {"Phone (mobile)", PERSON_PHONE},
		{"E-Mail", PERSON_MAIL}, {"email_address", PERSON_MAIL},
		{"微信号", PERSON_WECHAT}, {"身份证号码", PERSON_ID_NUMBER},
		{"监护人手机", PERSON_GUARDIAN_PHONE},
		{"是否未成年人", PERSON_MINOR}, {"门店", PERSON_GROUP},
		{"会员卡号", PERSON_REF}, {"国家/地区", PERSON_JURISDICTION},
		{"ｎａｍｅ", PERSON_NAME},
		{"", PERSON_FIELDS}, {"余额", PERSON_FIELDS},
		{"()", PERSON_FIELDS}, {"na|me", PERSON_FIELDS},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++)
		if (column_known(&people_columns, row[i].heading) !=
		    (int)row[i].f)
			fail_msg("%s", row[i].heading);
	for (size_t i = 0; i < PERSON_FIELDS; i++) {
		const char *name = person_field_name((enum person_field)i);

		assert_int_equal(person_field_find(name), i);
		assert_int_equal(column_known(&people_columns, name), i);
	}
	assert_int_equal(person_field_find("nmae"), PERSON_FIELDS);
}

static void assert_cell(enum person_field f, const char *from, const char *to)
{
	struct str s = {0};

	str_add(&s, from);
	cell_tidy(&s);
	cell_settle(&s, f);
	assert_string_equal(str_text(&s), to);
	assert_int_equal(s.len, strlen(to));
	str_release(&s);
}

static void what_a_spreadsheet_put_around_a_value_is_taken_off(void **state)
{
	static const struct {
		enum person_field field;
		const char *from, *to;
	} row[] = {
		{PERSON_PHONE, "=\"13800000000\"", "13800000000"},
		{PERSON_PHONE, " =\"138 0000 0000\t\" ", "138 0000 0000"},
		{PERSON_PHONE, "'13800000000", "13800000000"},
		{PERSON_PHONE, "13800000000.0", "13800000000"},
		{PERSON_REF, "1000200.00", "1000200"},
		{PERSON_REF, "20.0", "20.0"},
		{PERSON_REF, "10002.50", "10002.50"},
		{PERSON_ADDRESS, "10002.0", "10002.0"},
		{PERSON_PHONE, "\xe2\x80\xad" "13800000000\xe2\x80\xac",
		 "13800000000"},
		{PERSON_NAME, "\xc2\xa0\xe3\x80\x80张三\xe2\x80\x8b", "张三"},
		{PERSON_NAME, "'t Hooft", "'t Hooft"},
		{PERSON_NAME, "=cmd|'/C x'!A0", "=cmd|'/C x'!A0"},
		{PERSON_NAME, "=\"a\"&\"b\"", "=\"a\"&\"b\""},
		{PERSON_NAME, "Null", "Null"},
		{PERSON_NAME, "\xe3\x80\x80", ""},
		{PERSON_MAIL, "N/A", ""},
		{PERSON_PHONE, "无", ""},
		{PERSON_WECHAT, "—", ""},
		{PERSON_PHONE, "-1", "-1"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++)
		assert_cell(row[i].field, row[i].from, row[i].to);
}

static void a_number_without_its_digits_is_seen(void **state)
{
	(void)state;
	assert_true(cell_shortened("1.38E+10", PERSON_PHONE));
	assert_true(cell_shortened("1.38001e10", PERSON_GUARDIAN_PHONE));
	assert_true(cell_shortened("4E+17", PERSON_ID_NUMBER));
	assert_true(cell_shortened("########", PERSON_PHONE));
	assert_false(cell_shortened("12E5", PERSON_REF));
	assert_false(cell_shortened("1.38E+10", PERSON_ADDRESS));
	assert_false(cell_shortened("13800000000", PERSON_PHONE));
	assert_false(cell_shortened("1.38E+", PERSON_PHONE));
	assert_false(cell_shortened("", PERSON_PHONE));
}

static void a_mask_shows_enough_to_tell_and_no_more(void **state)
{
	static const struct {
		enum person_field f;
		const char *value, *masked;
	} row[] = {
		{PERSON_PHONE, "13800000021", "138****0021"},
		{PERSON_PHONE, "1234567", "1****"},
		{PERSON_PHONE, "", ""},
		{PERSON_MAIL, "lin@example.org", "l****@example.org"},
		{PERSON_MAIL, "nonsense", "****"},
		{PERSON_ID_NUMBER, "110101000000000000", "1101****00"},
		{PERSON_NAME, "张小凡", "张****"},
		{PERSON_NAME, "张", "****"},
		{PERSON_LANGUAGE, "zh", "zh"},
		{PERSON_MINOR, "yes", "yes"},
	};
	char out[64];

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		person_mask(out, sizeof(out), row[i].f, row[i].value);
		assert_string_equal(out, row[i].masked);
	}
	person_mask(out, 3, PERSON_NAME, "张小凡"); /* no half character */
	assert_string_equal(out, "");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			rows_are_read_as_rfc_4180_and_spreadsheets_write_them),
		cmocka_unit_test(cells_and_rows_have_bounds),
		cmocka_unit_test(a_row_can_stop_the_reading),
		cmocka_unit_test(memory_may_run_out_anywhere),
		cmocka_unit_test(common_headings_are_known),
		cmocka_unit_test(
			what_a_spreadsheet_put_around_a_value_is_taken_off),
		cmocka_unit_test(a_number_without_its_digits_is_seen),
		cmocka_unit_test(a_mask_shows_enough_to_tell_and_no_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
