# make [V=release|asan|cov|fuzz] [run|test|all|check|lint|bench|demo|install]
# `make run` and `make test` install what is missing first; own settings go
# to config.mk. docs/TESTING.md says what each test is.
PREFIX ?= /usr/local
V      ?= release
B      := build/$(V)
-include config.mk
VERSION := 0.1.0
PKGS   := ncursesw sqlite3 libgit2 libsodium libcrypto md4c yaml-0.1 jansson
WARN   := -Wall -Wextra -Wpedantic -Wshadow -Wvla -Wformat=2 -Wwrite-strings \
          -Wstrict-prototypes -Wmissing-prototypes
C_release := -O2 -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
L_release := -pie -Wl,-z,relro,-z,now -Wl,--as-needed
C_asan := -O1 -fsanitize=address,undefined -fno-sanitize-recover=all \
          -fno-omit-frame-pointer
C_cov  := -O0 --coverage
C_fuzz := -O1 -fsanitize=fuzzer-no-link,address,undefined
CC     := $(if $(filter fuzz,$(V)),clang,$(CC))
DRIVER := $(if $(filter fuzz,$(V)),-fsanitize=fuzzer)
CFLAGS ?= -g
# Found when a recipe first needs them: `make deps` must run without them.
pkg     = $(eval pkg := $(shell pkg-config --cflags $(PKGS)))$(pkg)
pkglibs = $(eval pkglibs := $(shell pkg-config --libs $(PKGS)))$(pkglibs)
FLAGS   = -std=c11 -D_GNU_SOURCE -I. -ffile-prefix-map=$(CURDIR)=. $(WARN) \
          -DVERSION='"$(VERSION)"' -DPREFIX='"$(PREFIX)"' \
          $(C_$(V)) $(pkg) $(CPPFLAGS) $(CFLAGS)
LIBS    = $(pkglibs)
LINK    = @echo "  LD $@" && $(CC) $(FLAGS) $(L_$(V)) $(LDFLAGS) -o $@ $(filter %.o %.a,$^)

CORE   := $(sort $(wildcard core/*/*.c))
TUI    := $(sort $(wildcard tui/*/*.c))
TEST   := $(sort $(wildcard tests/unit/test_*.c tests/screen/test_*.c \
            tests/cmd/test_*.c tests/e2e/test_*.c tests/fault/test_*.c))
FUZZ   := $(sort $(wildcard tests/fuzz/fuzz_*.c))
BENCH  := $(sort $(wildcard tests/bench/bench_*.c))
SUPP   := $(sort $(wildcard tests/support/*.c))
SHIPS  := $(sort $(shell find playbooks -type f 2>/dev/null))
PAGES  := stanch.1 stanch-playbook.1 stanch-drill.1 stanch-playbook.5
PO     := $(sort $(wildcard tui/po/*.po))
obj     = $(patsubst %.c,$(B)/%.o,$(1))
progs   = $(patsubst %.c,$(B)/%,$(1))
MO     := $(patsubst tui/po/%.po,$(B)/locale/%/LC_MESSAGES/stanch.mo,$(PO))

# Named here too: what only build/stanch needs is not missed once it is there.
all: $(B)/stanch $(MO) build/stanch
build/stanch: $(B)/stanch $(MO)
	@ln -sf $(V)/stanch $@
$(B)/stanch: $(B)/tui/main.o $(B)/libtui.a $(B)/libstanch.a
	$(LINK) $(LIBS)
$(B)/libstanch.a: $(call obj,$(CORE)) $(B)/shipped.o
$(B)/libtui.a: $(call obj,$(TUI))
$(B)/%.a: $(B)/%.list
	@rm -f $@ && $(AR) rcD $@ $(filter %.o,$^)
$(B)/%.o: %.c Makefile $(wildcard config.mk)
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) $(FLAGS) -MMD -MP -c -o $@ $<
$(B)/locale/%/LC_MESSAGES/stanch.mo: tui/po/%.po
	@mkdir -p $(@D)
	@msgfmt --check -o $@ $<

# What goes into an archive or the table below. Written only when it is another
# list than before: a file that was taken away is no newer than anything.
$(B)/libstanch.list: list = $(CORE)
$(B)/libtui.list: list = $(TUI)
$(B)/libsupport.list: list = $(SUPP)
$(B)/shipped.list: list = $(SHIPS)
$(B)/%.list: always
	@mkdir -p $(@D)
	@echo '$(list)' | cmp -s - $@ || echo '$(list)' >$@
always:

# What ships under playbooks/ is part of the program: one table of bytes.
$(B)/shipped.c: $(SHIPS) $(B)/shipped.list Makefile
	@mkdir -p $(@D)
	@{ echo '#include "core/store/shipped.h"'; i=0; \
	for f in $(SHIPS); do i=$$((i+1)); \
	printf '__asm__(".section .rodata\\n.global ship_%d, ship_%d_end\\n' $$i $$i; \
	printf 'ship_%d:\\n.incbin \\"%s\\"\\nship_%d_end:\\n.byte 0\\n.previous");\n' $$i $$f $$i; \
	printf 'extern const char ship_%d[], ship_%d_end[];\n' $$i $$i; done; \
	echo 'const struct shipped shipped_files[] = {'; i=0; \
	for f in $(SHIPS); do i=$$((i+1)); \
	printf '\t{"%s", ship_%d, ship_%d_end},\n' "$${f#playbooks/}" $$i $$i; done; \
	printf '\t{0}\n};\n'; } > $@
$(B)/shipped.o: $(B)/shipped.c $(SHIPS)
	@$(CC) $(FLAGS) -c -o $@ $<

# Tests read the translations and run the program, though none is linked in.
LINKTEST = $(LINK) -lcmocka -lvterm $(LIBS)
TESTLIBS = $(B)/libsupport.a $(B)/libtui.a $(B)/libstanch.a
$(B)/libsupport.a: $(call obj,$(SUPP))
$(call progs,$(TEST) $(BENCH) docs/picture.c): $(B)/%: $(B)/%.o $(TESTLIBS) \
		| build/stanch
	$(LINKTEST)
$(call progs,$(FUZZ)): $(B)/%: $(B)/%.o \
		$(if $(DRIVER),,$(B)/tests/fuzz/replay.o) \
		$(B)/libtui.a $(B)/libstanch.a
	$(LINK) $(DRIVER) $(LIBS)

programs: all $(call progs,$(TEST) $(FUZZ))
check: programs
	@V=$(V) B=$(B) sh tests/run.sh
lint:
	@sh tests/lint.sh
deps:
	@sh tests/support/deps.sh build
test:
	@sh tests/support/deps.sh build test
	@$(MAKE) --no-print-directory V=$(V) check lint
run:
	@sh tests/support/deps.sh build
	@$(MAKE) --no-print-directory V=$(V) all
	@build/stanch
man: all
	@mkdir -p docs/man
	build/stanch --lang=en man >docs/man/stanch.1
	build/stanch --lang=en man stanch-playbook >docs/man/stanch-playbook.1
	build/stanch --lang=en man stanch-drill >docs/man/stanch-drill.1
	awk -f docs/man/format.awk docs/PLAYBOOK-FORMAT.md >docs/man/stanch-playbook.5
demo: all
	@sh tests/support/demo.sh
bench: all $(call progs,$(BENCH))
	@V=$(V) B=$(B) sh tests/bench/run.sh
picture: all $(B)/docs/picture
	@B=$(B) sh docs/picture.sh
install: all
	install -Dm755 $(B)/stanch $(DESTDIR)$(PREFIX)/bin/stanch
	for m in $(MO); do install -Dm644 $$m \
		$(DESTDIR)$(PREFIX)/share/$${m#$(B)/}; done
	for p in $(PAGES); do install -Dm644 docs/man/$$p \
		$(DESTDIR)$(PREFIX)/share/man/man$${p##*.}/$$p; done
uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/stanch
	for p in $(PAGES); do \
		rm -f $(DESTDIR)$(PREFIX)/share/man/man$${p##*.}/$$p; done
	for m in $(MO); do rm -f $(DESTDIR)$(PREFIX)/share/$${m#$(B)/}; done
clean:
	rm -rf build
-include $(patsubst %.c,$(B)/%.d,$(CORE) $(TUI) $(TEST) $(FUZZ) $(BENCH) $(SUPP) tui/main.c)
.PHONY: all programs man check lint deps test run demo bench picture install uninstall clean always
.SECONDARY:
