# docs/man/format.awk - stanch-playbook(5) in mdoc, out of
# docs/PLAYBOOK-FORMAT.md: `make man`. Knows the Markdown of that page:
# headings, paragraphs, one level of lists, tables, fenced examples.
function text(s,   out, n, part, i) {
	gsub(/\\/, "\\e", s)
	while (match(s, /\[[^]]*\]\([^)]*\)/)) {
		out = substr(s, RSTART + 1, RLENGTH - 2)
		sub(/\]\(.*/, "", out)
		s = substr(s, 1, RSTART - 1) out substr(s, RSTART + RLENGTH)
	}
	n = split(s, part, "`")
	out = ""
	for (i = 1; i <= n; i++) {
		if (i % 2 == 0) {
			gsub(/-/, "\\-", part[i])
			out = out "\\fB" part[i] "\\fP"
		} else {
			gsub(/\*\*/, "", part[i])
			out = out part[i]
		}
	}
	return out
}
function say(s) {
	if (s ~ /^[.']/)
		s = "\\&" s
	print s
}
# A sentence begins a line, as manual pages are written.
function prose(s,   n, line, i) {
	gsub(/[.!?][)"]* +[A-Z(]/, "&\001", s)
	while (match(s, / +[A-Z(]\001/))
		s = substr(s, 1, RSTART - 1) "\n" substr(s, RSTART + RLENGTH - 2, 1) \
			substr(s, RSTART + RLENGTH)
	n = split(s, line, "\n")
	for (i = 1; i <= n; i++)
		say(line[i])
}
# What was gathered: a paragraph, or the text of a list item.
function flush() {
	if (para != "") {
		if (spaced)
			print ".Pp"
		prose(text(para))
		spaced = 1
	}
	para = ""
}
function leave() { # a list or a table
	flush()
	if (list != "") {
		print ".El"
		spaced = 1
	}
	list = ""
}
function enter(kind) {
	flush()
	if (list != kind) {
		leave()
		print ".Bl -" kind (kind == "tag" ? " -width Ds" : "")
		list = kind
	}
	spaced = 0
}
function heading(s) {
	leave()
	print ".Sh " toupper(text(s))
	spaced = 0
}
function row(s,   n, cell, i, head) {
	gsub(/\\[|]/, "\002", s)
	sub(/^\| */, "", s)
	sub(/ *\|$/, "", s)
	n = split(s, cell, / *\| */)
	for (i = 1; i <= n; i++)
		gsub(/\002/, "|", cell[i])
	if (!rows++)
		return # the names of the columns
	if (cell[1] ~ /^-+$/)
		return
	enter("tag")
	head = text(cell[1])
	for (i = 2; i < n; i++)
		if (cell[i] != "")
			head = head "  " text(cell[i])
	print ".It " head
	if (cell[n] != "")
		prose(text(cell[n]))
	else
		print "\\&"
}
BEGIN {
	print ".\\\" Made from docs/PLAYBOOK-FORMAT.md by `make man`."
	print ".Dd November 22, 2026\n.Dt STANCH-PLAYBOOK 5\n.Os"
	print ".Sh NAME\n.Nm stanch-playbook\n.Nd what a playbook is written in"
	print ".Sh DESCRIPTION"
}
fence != "" {
	if ($0 == fence) {
		fence = ""
		print ".Ed"
		next
	}
	gsub(/\\/, "\\e")
	gsub(/-/, "\\-")
	say($0)
	next
}
match($0, /^```+/) {
	leave()
	fence = substr($0, 1, RLENGTH)
	print ".Bd -literal -offset indent"
	spaced = 1
	next
}
/^# / { next }
/^##+ / {
	sub(/^#+ /, "")
	heading($0)
	next
}
/^\|/ {
	row($0)
	next
}
{ rows = 0 }
/^$/ {
	if (list == "")
		flush()
	else
		blank = 1
	next
}
/^- / {
	blank = 0
	enter("bullet")
	print ".It"
	para = substr($0, 3)
	next
}
/^[0-9]+\. / {
	blank = 0
	enter("enum")
	print ".It"
	sub(/^[0-9]+\. /, "")
	para = $0
	next
}
/^ / {
	sub(/^ +/, "")
	para = para (para == "" ? "" : "\n") $0
	next
}
{
	if (list == "tag" || blank)
		leave()
	blank = 0
	sub(/^> ?/, "")
	para = para (para == "" ? "" : "\n") $0
}
END {
	leave()
	print ".Sh SEE ALSO\n.Xr stanch 1 ,\n.Xr stanch-playbook 1"
}
