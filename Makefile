# The front door: each of these works in a fresh clone and installs what is missing.
BUILD = build
SIZE ?= 100000
SUPPORT = tests/support

# What every target but "format" begins with; the argument is a further group of packages.
define prepare
$(SUPPORT)/install build run $(1)
[ -e $(BUILD)/build.ninja ] || meson setup $(BUILD)
meson compile -C $(BUILD)
endef

.PHONY: run check check-long bench format screenshots flatpak check-flatpak
.SILENT:

# Builds Madoguchi and opens it (LANGUAGE=ja make run: in Japanese).
run:
	$(call prepare)
	$(SUPPORT)/run $(BUILD)

# Every test; ends with "N passed, N failed".
check:
	$(SUPPORT)/check

# What takes longer: the whole fault loops, fuzzing, and a planted bug in each room.
check-long:
	$(call prepare,test)
	$(SUPPORT)/check-long

# Speed, as ratios within one run (make bench SIZE=1000000).
bench:
	$(call prepare,test)
	tests/bench/run $(BUILD) $(SIZE)

# Lays every C file out as .clang-format says.
format:
	$(SUPPORT)/install test
	git ls-files '*.c' '*.h' | xargs clang-format -i

# Every section as a picture, in both languages, into build/screenshots.
screenshots:
	$(call prepare,test)
	tests/ui/screenshots.py $(BUILD)

# The Flatpak, into build-flatpak/repo; flatpak/publish then signs it and puts it where users install from.
flatpak:
	$(SUPPORT)/install flatpak
	flatpak/build

# The Flatpak from the manifest to its removal, on a stand-in for GNOME's runtime; QUICK=--quick makes that of what is
# installed here.
check-flatpak:
	tests/flatpak/check $(QUICK)
