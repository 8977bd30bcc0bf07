#!/bin/sh
# Takes mail as sendmail -t does: refuses chen2, dies over ann, keeps nothing.
letter=$(cat)
case $letter in
*chen2@example.org*) echo "550 no such user"; exit 1 ;;
*ann@example.org*) kill -9 $$ ;;
esac
exit 0
