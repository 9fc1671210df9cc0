#!/bin/bash
# Builds a stand-in Platform + Sdk (+ .Locale extensions) for Flatpak out of
# Debian packages, so that a manifest that names org.gnome.Platform can be
# built, installed and run where Flathub cannot be reached.
#
#   flatpak-runtime.sh [--suite trixie] [--branch 48] [--work DIR] [--repo DIR]
#                      [--from mirror|host] [--vendor org.gnome] [--install]
#
# --from mirror : mmdebstrap of SUITE from the mirror apt is set up with
# --from host   : file lists of the packages that are already installed here
# --from tree   : DIR/platform and DIR/sdk are there already (a CI cache)
# Needs root (or mmdebstrap --mode=unshare, see MMODE), flatpak, ostree.
set -euo pipefail

SUITE=trixie BRANCH=48 WORK=$PWD/fp-runtime REPO='' FROM=mirror VENDOR=org.gnome INSTALL=0
while [ $# -gt 0 ]; do
  case $1 in
    --suite)  SUITE=$2; shift 2 ;;   --branch) BRANCH=$2; shift 2 ;;
    --work)   WORK=$2; shift 2 ;;    --repo)   REPO=$2; shift 2 ;;
    --from)   FROM=$2; shift 2 ;;    --vendor) VENDOR=$2; shift 2 ;;
    --install) INSTALL=1; shift ;;
    *) echo "unknown option $1" >&2; exit 2 ;;
  esac
done
mkdir -p "$WORK"; WORK=$(cd "$WORK" && pwd); : "${REPO:=$WORK/repo}"
ARCH=$(flatpak --default-arch)          # x86_64
MA=$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || echo "$ARCH-linux-gnu")
MMODE=${MMODE:-root}
# one more apt setting for the chroot, e.g. for a mirror whose testing is stale:
# APT_OPT='Acquire::Check-Valid-Until "false"' (signatures stay checked)
APT_OPT=${APT_OPT:-}

# What the Platform promises (shared libraries, data, a shell for --command=sh)
PLATFORM_PKGS=(${PLATFORM_PKGS:-
  bash coreutils findutils grep sed gzip tar util-linux libc-bin base-files
  ca-certificates locales tzdata fontconfig shared-mime-info
  libgtk-4-1 libgtk-4-bin libgtk-4-common libadwaita-1-0 libjson-glib-1.0-0
  libsoup-3.0-0 libsqlite3-0 libarchive13 libgnutls30 libicu72 glib-networking
  gsettings-desktop-schemas dconf-gsettings-backend dconf-cli libglib2.0-bin
  adwaita-icon-theme hicolor-icon-theme librsvg2-common
  fonts-noto-cjk fonts-cantarell fonts-dejavu-core curl dbus-bin})
# What the Sdk adds
SDK_PKGS=(${SDK_PKGS:-
  ccache gcc libc6-dev make meson ninja-build pkgconf gettext desktop-file-utils
  appstream cmake perl librsvg2-bin libgtk-4-bin libgtk-4-dev libadwaita-1-dev libjson-glib-dev
  libsoup-3.0-dev libsqlite3-dev libarchive-dev libgnutls28-dev libicu-dev python3 git
  autoconf automake libtool gtk-doc-tools zlib1g-dev
  patch libxml2-utils elfutils bzip2 xz-utils unzip})
# names that differ between releases; appstream-util (whose appstream-compose
# flatpak-builder < 1.4 calls) is gone after trixie, see the shim below
case $SUITE in
  bookworm) SDK_PKGS+=(appstream-util) ;;
  trixie)
    SDK_PKGS+=(appstream-util appstream-compose)
    PLATFORM_PKGS=("${PLATFORM_PKGS[@]/%libarchive13/libarchive13t64}")
    PLATFORM_PKGS=("${PLATFORM_PKGS[@]/%libgnutls30/libgnutls30t64}")
    PLATFORM_PKGS=("${PLATFORM_PKGS[@]/%libicu72/libicu76}") ;;
esac
# glibc locales: kept in the Locale extension, one directory per language
GLIBC_LOCALES=${GLIBC_LOCALES:-"en_US ja_JP de_DE"}

say() { printf '[%4ds] %s\n' "$SECONDS" "$*"; }
join() { local IFS=,; echo "$*"; }

mirror_uri() {  # first Debian archive that apt itself would use
  apt-get indextargets --format '$(SITE) $(RELEASE)' 'Created-By: Packages' 'Origin: Debian' \
    | awk '{print $1; exit}'
}

trees_from_mirror() {
  local uri; uri=$(mirror_uri)
  rm -rf "$WORK/platform" "$WORK/sdk"; mkdir -p "$WORK/platform"
  # Only usr/ and etc/ are copied in the hook: /proc is mounted in the chroot
  # at that moment and a plain copy of the root would read kcore.
  mmdebstrap --quiet --mode="$MMODE" --variant=apt \
    --aptopt='APT::Install-Recommends "false"' \
    ${APT_OPT:+--aptopt="$APT_OPT"} \
    --dpkgopt=force-unsafe-io \
    --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-exclude=/usr/share/info/*' \
    --include="$(join "${PLATFORM_PKGS[@]}")" \
    --customize-hook="cp -a --reflink=auto \"\$1/usr\" \"\$1/etc\" '$WORK/platform/'" \
    --customize-hook="chroot \"\$1\" dpkg-query -W > '$WORK/platform.packages'" \
    --customize-hook="chroot \"\$1\" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends ${SDK_PKGS[*]} > '$WORK/sdk-apt.log' 2>&1" \
    --customize-hook="chroot \"\$1\" dpkg-query -W > '$WORK/sdk.packages'" \
    "$SUITE" "$WORK/sdk" "$uri"
}

# closure over installed packages, no apt needed
host_closure() {
  dpkg-query -W -f '${db:Status-Status}\t${Package}\t${Depends}, ${Pre-Depends}\t${Provides}\n' |
  awk -F'\t' -v want="$*" '
    $1!="installed" {next}
    { dep[$2]=dep[$2] "," $3; have[$2]=1
      n=split($4,a,","); for(i=1;i<=n;i++){gsub(/[ (].*/,"",a[i]); sub(/^ +/,"",a[i])}
      n=split($4,b,","); for(i=1;i<=n;i++){x=b[i]; sub(/^ +/,"",x); sub(/[ (].*$/,"",x); if(x!="") prov[x]=prov[x] " " $2} }
    function add(p,  k,m,v){ sub(/:.*/,"",p)
      if(have[p]){ if(!(p in seen)){seen[p]=1; q[++tail]=p} return 1 }
      if(p in prov){ m=split(prov[p],v," "); if(m){ if(!(v[1] in seen)){seen[v[1]]=1; q[++tail]=v[1]} return 1 } }
      return 0 }
    END{ n=split(want,w," "); for(i=1;i<=n;i++) if(!add(w[i])) print "MISSING " w[i] > "/dev/stderr"
      for(h=1;h<=tail;h++){ n=split(dep[q[h]],d,","); for(i=1;i<=n;i++){
        m=split(d[i],alt,"|"); for(j=1;j<=m;j++){x=alt[j]; sub(/^ +/,"",x); sub(/[ (].*$/,"",x); if(x!="" && add(x)) break} } }
      for(h=1;h<=tail;h++) print q[h] }'
}

copy_from_host() {  # $1 = out dir, rest = package names
  local out=$1; shift
  rm -rf "$out"; mkdir -p "$out"
  host_closure "$@" | sort > "$out.packages"
  {
    xargs -a "$out.packages" dpkg -L 2>/dev/null |
      sed -E 's#^/(bin|sbin|lib|lib64)(/|$)#/usr/\1\2#'
    # made by maintainer scripts and triggers, in no package's list
    echo /usr/bin/sh                    # dash diverts it: in no file list
    find /etc/ssl/certs /etc/fonts/conf.d /etc/alternatives /etc/ld.so.cache \
         /usr/lib/locale/C.utf8 \
         /usr/lib/"$MA"/gio/modules/giomodule.cache \
         /usr/lib/"$MA"/gdk-pixbuf-2.0/2.10.0/loaders.cache \
         /usr/share/glib-2.0/schemas/gschemas.compiled \
         /usr/share/mime /usr/share/applications/mimeinfo.cache 2>/dev/null
  } | grep -E '^/(usr|etc)/' | grep -vE '^/usr/share/(man|doc|info|lintian|bug)/|^/usr/lib/systemd' |
    sort -u > "$out.files"
  # dpkg -L names directories too: --no-recursion keeps them as entries only;
  # links in /usr/bin etc. that point to /etc/alternatives are picked up here
  find /usr/bin /usr/sbin /usr/lib/"$MA" -maxdepth 1 -lname '/etc/alternatives/*' >> "$out.files"
  tar -C / --ignore-failed-read --no-recursion -cf - \
      -T <(sed 's#^/##' "$out.files") 2>/dev/null | tar -C "$out" -xf -
}

trees_from_tree() { [ -d "$WORK/platform/usr" ] && [ -d "$WORK/sdk/usr" ]; }

trees_from_host() {
  local ess   # nobody depends on Essential packages (dash: no sh without it)
  ess=$(dpkg-query -W -f '${Package} ${Essential}\n' | awk '$2=="yes"{print $1}')
  copy_from_host "$WORK/platform" $ess "${PLATFORM_PKGS[@]}"
  copy_from_host "$WORK/sdk" $ess "${PLATFORM_PKGS[@]}" "${SDK_PKGS[@]}"
}

# tree (usr/ etc/) -> runtime layout: usr/ with etc/ inside, locales split off
normalise() {  # $1 = tree  $2 = out
  local in=$1 out=$2 u f d lang
  rm -rf "$out" "$out.Locale"; mkdir -p "$out" "$out.Locale"
  cp -al "$in/usr" "$out/usr" 2>/dev/null || cp -a "$in/usr" "$out/usr"
  u=$out/usr
  rm -rf "$u/etc"; cp -a "$in/etc" "$u/etc"
  # flatpak makes these itself, or they are this machine's
  ( cd "$u/etc"; rm -rf passwd* group* shadow* gshadow* subuid* subgid* machine-id \
      resolv.conf hosts hostname host.conf gai.conf localtime timezone mtab fstab \
      apt cron* init.d rc?.d systemd logrotate.d pam.d security ld.so.cache .pwd.lock )
  # an EMPTY ld.so.conf tells flatpak to write one with /app/lib and extensions
  : > "$u/etc/ld.so.conf"; rm -rf "$u/etc/ld.so.conf.d"
  rm -rf "$u"/share/{man,doc,info,lintian,bug,i18n/charmaps} "$u"/lib/systemd \
         "$u"/lib/apt "$u"/share/bash-completion "$u"/games "$u"/src \
         "$u"/share/locale/locale.alias
  mkdir -p "$u"/lib/locale "$u"/share/runtime/locale "$u"/lib/extensions
  find "$u" \( -type p -o -type s -o -type b -o -type c \) -delete
  find "$u" -type f -perm /6000 -exec chmod a-s {} +
  chmod -R u+rwX,go+rX "$u"
  # flatpak looks for bin/ldconfig; without it there is no ld.so.cache and it
  # falls back to LD_LIBRARY_PATH=/app/lib in the app's environment
  [ -e "$u/bin/ldconfig" ] || ln -s ../sbin/ldconfig "$u/bin/ldconfig"
  # fonts: the runtime's and the app's own. Those that the host lends stay out: fontconfig keeps them under the same path as
  # the runtime's, and from the second start on would look for the files of the one release in the other
  mkdir -p "$u/etc/fonts/conf.d"
  cat > "$u/etc/fonts/conf.d/50-flatpak.conf" <<X
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/app/share/fonts</dir>
</fontconfig>
X
  # GSettings: dconf from the package; schemas are compiled already
  # what builds pull in and nothing here needs
  rm -f "$u/lib/$MA"/{libLLVM*,libgallium*,libz3.so*,libvulkan_*.so,libasan.*,libtsan.*,libubsan.*,liblsan.*,libhwasan.*}
  rm -rf "$u/share/vulkan" "$u"/lib/gcc/*/*/{cc1plus,lto1,plugin}
  find "$u/lib/$MA" -maxdepth 1 -name 'lib*.a' -size +200k -delete
  # flatpak-builder before 1.4 runs appstream-compose of appstream-glib
  if [ -x "$u/bin/appstreamcli" ] && [ ! -e "$u/bin/appstream-compose" ]; then
    cat > "$u/bin/appstream-compose" <<'X'
#!/bin/sh
prefix=/app origin=flatpak id=
for a; do case $a in --prefix=*) prefix=${a#*=};; --origin=*) origin=${a#*=};; --*) ;; *) id=$a;; esac; done
# old flatpak-builder renames metainfo to share/appdata, which compose ignores
[ -e "$prefix/share/metainfo/$id.metainfo.xml" ] || {
  mkdir -p "$prefix/share/metainfo"
  cp "$prefix/share/appdata/$id.appdata.xml" "$prefix/share/metainfo/$id.metainfo.xml"; }
exec appstreamcli compose --print-report=on-error --no-net --prefix=/ --origin="$origin" \
  --result-root="$prefix" --data-dir="$prefix/share/app-info/xmls" \
  --icons-dir="$prefix/share/app-info/icons/$origin" --components="$id" "$prefix"
X
    chmod 755 "$u/bin/appstream-compose"
  fi
  # glibc locales, one directory each, in the Locale extension
  for f in $GLIBC_LOCALES; do
    lang=${f%%_*}; d=$out.Locale/$lang/lib; mkdir -p "$d"
    if [ -f "$in/usr/share/i18n/locales/$f" ]; then
      I18NPATH="$in/usr/share/i18n" localedef --no-archive -i "$in/usr/share/i18n/locales/$f" \
        -f UTF-8 "$d/$f.utf8" >/dev/null 2>&1 || true
    fi
    ln -sfn "../../share/runtime/locale/$lang/lib/$f.utf8" "$u/lib/locale/$f.utf8"
  done
  rm -rf "$u/share/i18n"
  # message catalogues: share/locale/pt_BR -> runtime/locale/pt/share/pt_BR
  for d in "$u"/share/locale/*/; do
    [ -d "$d" ] || continue
    d=${d%/}; f=${d##*/}; lang=${f%%[_.@]*}
    mkdir -p "$out.Locale/$lang/share"; mv "$d" "$out.Locale/$lang/share/$f"
    ln -s "../../share/runtime/locale/$lang/share/$f" "$u/share/locale/$f"
  done
}

metadata() {  # $1 = Platform|Sdk
  cat <<X
[Runtime]
name=$VENDOR.$1
runtime=$VENDOR.Platform/$ARCH/$BRANCH
sdk=$VENDOR.Sdk/$ARCH/$BRANCH

[Environment]
GI_TYPELIB_PATH=/app/lib/girepository-1.0
XDG_CONFIG_DIRS=/app/etc/xdg:/etc/xdg

[Extension $VENDOR.Platform.Locale]
directory=share/runtime/locale
autodelete=true
locale-subset=true

[Extension org.freedesktop.Platform.GL]
versions=$BRANCH;1.4
directory=lib/$MA/GL
subdirectories=true
no-autodownload=true
autodelete=false
add-ld-path=lib
X
}

export_one() {  # $1 = Platform|Sdk
  local out=$WORK/out/$1
  metadata "$1" > "$out/metadata"; mkdir -p "$out/files"
  mkdir -p "$out/usr/lib/$MA/GL"
  flatpak build-export --runtime --disable-sandbox --no-update-summary --arch="$ARCH" \
    --subject="stand-in $1 from Debian $SUITE ($FROM)" "$REPO" "$out" "$BRANCH" >/dev/null
  [ "$1" = Platform ] || return 0
  # an extension ([ExtensionOf] in its metadata) is exported from files/, not
  # from usr/: the other place gives an empty commit without a word
  local l=$out.Locale
  rm -rf "$l.build"; mkdir -p "$l.build"; mv "$l" "$l.build/files"
  printf '[Runtime]\nname=%s\n\n[ExtensionOf]\nref=runtime/%s/%s/%s\nruntime=%s/%s/%s\n' \
    "$VENDOR.$1.Locale" "$VENDOR.$1" "$ARCH" "$BRANCH" "$VENDOR.Platform" "$ARCH" "$BRANCH" > "$l.build/metadata"
  flatpak build-export --runtime --disable-sandbox --no-update-summary --arch="$ARCH" \
    --subject="stand-in $1.Locale" "$REPO" "$l.build" "$BRANCH" >/dev/null
}

say "trees from $FROM ($SUITE)"
"trees_from_$FROM"
say "platform $(du -sh "$WORK/platform" | cut -f1), sdk $(du -sh "$WORK/sdk" | cut -f1)"
mkdir -p "$WORK/out"
# what is made again when it is lost need not wait for the disk
[ -d "$REPO/objects" ] || {
  ostree init --repo="$REPO" --mode="${REPO_MODE:-bare-user-only}"
  ostree config --repo="$REPO" set core.fsync false
}
for k in Platform Sdk; do
  t=$WORK/platform; [ $k = Sdk ] && t=$WORK/sdk
  rm -rf "$WORK/out/$k" "$WORK/out/$k.Locale" "$WORK/out/$k.Locale.build"
  normalise "$t" "$WORK/out/$k"; say "$k normalised"
  export_one $k; say "$k exported"
done
flatpak build-update-repo "$REPO" >/dev/null
say "repo $(du -sh "$REPO" | cut -f1): $(ostree --repo="$REPO" refs | tr '\n' ' ')"
if [ $INSTALL = 1 ]; then
  flatpak remote-add --user --if-not-exists --no-gpg-verify standin "$REPO"
  # with no setting the caller's LANG decides, and an unset LANG means all
  flatpak config --user --set languages "${FP_LANGUAGES:-en;ja}"
  flatpak install --user -y --noninteractive standin "$VENDOR.Platform//$BRANCH" "$VENDOR.Sdk//$BRANCH"
  say installed
fi
