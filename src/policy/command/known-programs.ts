import type { CommandClass } from './command-class.ts'

const words = (text: string): readonly string[] => text.trim().split(/\s+/)

/** Programs by what they do at most with any arguments; those with subcommands or options that matter are judged by a reader of their own too. */
const BY_CLASS: Readonly<Partial<Record<CommandClass, readonly string[]>>> = {
  read: words(`ls dir vdir cat head tail wc grep egrep fgrep zgrep rg ag ack find fd fdfind tree file stat du df pwd echo printf which whereis whoami id groups
    date cal uname hostname arch printenv env sort uniq cut tr paste join comm diff colordiff cmp column fold fmt nl od hexdump xxd strings less more bat man info sleep true
    false test [ : seq basename dirname realpath readlink sha1sum sha256sum sha512sum md5sum cksum b2sum sum base64 base32 jq xmllint bc expr factor awk gawk mawk
    nawk sed gsed ps top free uptime lscpu nproc lsof tac rev shuf expand unexpand numfmt yes cd pushd popd dirs export set unset local declare typeset readonly
    read return exit break continue shift wait jobs fg bg umask ulimit history help times getopts hash type command tput clear locale getconf ldd nm objdump
    readelf size cloc tokei scc shellcheck zcat bzcat xzcat zless pr look iconv let trap logname tty who w users pgrep pidof git mapfile readarray shopt alias unalias ts
    exa eza lsd delta fzf sw_vers xargs gfind ripgrep hexyl difft dust duf vmstat iostat lsblk findmnt envsubst msgfmt logger apropos tsort csvcut csvgrep csvlook csvstat xsv qsv mlr dasel htmlq pup`),
  write:
    words(`mkdir touch cp mv ln rm rmdir unlink tee truncate chmod install split csplit patch unzip tar bsdtar gzip gunzip bzip2 bunzip2 xz unxz zstd unzstd zip 7z
    dos2unix unix2dos mktemp mkfifo sponge rename yq dd ar rsync pandoc convert magick ffmpeg ex prettier`),
  network:
    words(`curl wget aria2c http https xh ssh scp sftp ftp lftp telnet nc ncat netcat socat ping ping6 dig nslookup host whois traceroute tracepath mtr nmap masscan gh glab
    hub aws gcloud gsutil az heroku vercel netlify fly flyctl firebase wrangler doctl s3cmd rclone mail mailx sendmail mutt msmtp autossh mosh ssh-copy-id ssh-keyscan
    rsh rlogin tftp smbclient ngrok cloudflared tailscale wg svn hg cvs bzr mongosh redis-benchmark psexec lynx w3m links elinks yt-dlp youtube-dl speedtest`),
  privileged:
    words(`sudo doas su pkexec runuser mount umount fusermount chown chgrp chattr setfacl setcap useradd userdel usermod groupadd groupdel passwd chpasswd chsh
    visudo systemctl service initctl rc-service init telinit reboot shutdown halt poweroff crontab at batch atd iptables ip6tables nft ufw firewall-cmd sysctl modprobe insmod
    rmmod fdisk sfdisk gdisk parted mkswap swapon swapoff losetup cryptsetup lvm pvcreate vgcreate lvcreate lvremove mdadm wipefs blkdiscard hdparm chroot unshare nsenter
    docker docker-compose podman nerdctl buildah ctr crictl kubectl helm minikube kind k9s terraform tofu pulumi ansible ansible-playbook vagrant virsh qemu-system-x86_64 lxc lxd
    apt apt-get aptitude dpkg yum dnf rpm zypper pacman apk snap flatpak brew port nix-env nix-store update-alternatives ldconfig launchctl dscl defaults security diskutil
    hdiutil nvram csrutil spctl tccutil osascript loginctl hostnamectl timedatectl localectl journalctl dmesg insserv update-rc.d ip ifconfig route arp tc ethtool iwconfig
    nmcli rfkill setenforce semanage ausearch auditctl gdb lldb strace ltrace ptrace bpftrace dtrace perf systemd-run machinectl useradd newgrp sg setsebool grub-install
    update-grub efibootmgr mknod xhost xdotool pbcopy pbpaste ssh-add ssh-agent gpg gpg2 keyctl secret-tool pass op vault setpriv capsh tmux screen`),
  destructive: words(
    'shred wipe srm scrub dropdb dropuser killall pkill kill xkill skill fuser mkfs mke2fs mkdosfs newfs rmtrash trash-empty git-filter-repo bfg twine',
  ),
}

const CLASS_OF: ReadonlyMap<string, CommandClass> = new Map(
  Object.entries(BY_CLASS).flatMap(([kind, names]) => names.map((name) => [name, kind as CommandClass] as const)),
)

/** The class of a program by its name. One that is not listed runs code of the project, or its own: what the sandbox is for. */
export function classOfProgram(name: string): CommandClass {
  if (/^mkfs\./.test(name)) return 'privileged'
  return CLASS_OF.get(name) ?? 'run'
}
