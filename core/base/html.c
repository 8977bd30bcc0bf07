/* core/base/html.c - see html.h. */
#include "core/base/html.h"

static const char style[] =
	"body{font:11pt/1.45 sans-serif;max-width:52em;margin:2em auto;"
	"padding:0 1em;color:#000;background:#fff}"
	"h1{font-size:1.4em;border-bottom:3px solid}"
	"h2{font-size:1.2em;border-bottom:1px solid;margin-top:1.6em}"
	"h3{font-size:1.05em;margin-top:1.3em}"
	"table{border-collapse:collapse;margin:.5em 0}"
	"td,th{text-align:left;vertical-align:top;padding:.15em .7em .15em 0;"
	"overflow-wrap:anywhere}"
	"table.grid td,table.grid th{border-bottom:1px solid #999}"
	".facts th{font-weight:normal;color:#444;min-width:8em}"
	"ul.marked{list-style:none;padding-left:0}"
	"li{margin:.5em 0}li li{margin:.15em 0}"
	".mark{font-family:monospace;white-space:pre}"
	".caution{border-left:.4em solid;padding-left:.8em;margin:.6em 0;"
	"font-weight:bold}"
	"pre{white-space:pre-wrap;overflow-wrap:anywhere}"
	".field{display:inline-block;min-width:15em;margin:.5em 1em 0 0;"
	"border-bottom:1px solid}"
	".room{border-bottom:1px solid #999;height:1.8em}"
	"@media print{body{max-width:none;margin:0;font-size:10pt}"
	"@page{margin:1.8cm}h2,h3{break-after:avoid}"
	"li,tr,.caution{break-inside:avoid}}";

void html_escape(struct str *out, const char *text)
{
	for (; *text; text++)
		switch (*text) {
		case '&':
			str_add(out, "&amp;");
			break;
		case '<':
			str_add(out, "&lt;");
			break;
		case '>':
			str_add(out, "&gt;");
			break;
		case '"':
			str_add(out, "&quot;");
			break;
		case '\'':
			str_add(out, "&#39;");
			break;
		case '\n':
			str_add(out, "<br>\n");
			break;
		default:
			str_addc(out, *text);
		}
}

void html_begin(struct str *out, const char *lang, const char *title)
{
	str_addf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
		      "<meta charset=\"utf-8\">\n",
		 str_starts(lang, "zh") ? "zh-CN" : "en");
	str_add(out, "<meta http-equiv=\"Content-Security-Policy\" "
		     "content=\"default-src 'none'; "
		     "style-src 'unsafe-inline'\">\n<title>");
	html_escape(out, title);
	str_addf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n",
		 style);
}

void html_end(struct str *out)
{
	str_add(out, "</body>\n</html>\n");
}
