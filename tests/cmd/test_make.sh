# What make must see though nothing is newer: a file that was taken away, a
# translation that a test reads.
. tests/support/sh.sh
command -v make >/dev/null || exit 77
unset MAKEFLAGS MFLAGS MAKELEVEL B V

tree() {
	mkdir -p tree/core/one tree/playbooks
	cp "$HERE/Makefile" tree
	cd tree || exit 1
	echo 'int one_keep(void);int one_keep(void){return 1;}' >core/one/keep.c
	echo 'int one_gone(void);int one_gone(void){return 2;}' >core/one/gone.c
	mkdir -p core/store
	cp "$HERE/core/store/shipped.h" core/store
	echo kept >playbooks/kept.md
	echo gone >playbooks/gone.md
}
tree
ok make -s build/release/libstanch.a
run ar t build/release/libstanch.a
has keep.o
has gone.o
run cat build/release/shipped.c
has '{"kept.md"'
has '{"gone.md"'

rm core/one/gone.c playbooks/gone.md
ok make -s build/release/libstanch.a
run ar t build/release/libstanch.a
has keep.o
hasnot gone.o
run cat build/release/shipped.c
has '{"kept.md"'
hasnot '{"gone.md"'
# What has not changed is not made again.
touch -r build/release/libstanch.a before
ok make -s build/release/libstanch.a
ok [ -z "$(find build/release -name '*.[aco]' -newer before)" ]

# A test that is built alone takes the translations along.
run make -C "$HERE" -n -W tui/po/zh_CN.po build/release/tests/screen/test_screens
has 'msgfmt --check -o build/release/locale/zh_CN/LC_MESSAGES/stanch.mo'
finish
