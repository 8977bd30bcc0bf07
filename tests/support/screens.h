/*
 * tests/support/screens.h - the whole full-screen program for `.t` scripts,
 * as mei has it open, on the store of tests/support/world.h.
 *
 * `world cases` has the three cases, `world nothing` none. Words of its own:
 *   case LABEL             open a case
 *   screen NAME [ARG]      put a screen on top
 *   break LABEL            its file is no case any more
 *   keep LABEL             a copy of its file is put aside
 *   bring-back LABEL       and put over it
 *   read-only              as with --read-only
 *   commit WHO DAYS-AGO BRANCH FILE|OLD|NEW|MESSAGE   as world_commit()
 *   draft WHO [offer|approve NAME]   git's user; what WHO does with a draft
 *   people LABEL HEADINGS\nROW\n...   mei brings these people in
 *   setting KEY VALUE      one of mei's settings
 *   editor COMMAND         what opens when a text is to be edited
 *   drill run|solo|new|join [ROLE]   makes a drill, goes on its screens
 *   drill-do ROLE|VERB|WORD...   what ROLE does elsewhere, as `drill do`
 *   lin LABEL VERB STEP [TEXT]   what lin (or wu, mei) does elsewhere
 */
#ifndef STANCH_TEST_SCREENS_H
#define STANCH_TEST_SCREENS_H

#include "tests/support/script.h"

extern const struct script_world cases_world, nothing_world;

#endif
