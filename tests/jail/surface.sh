#!/bin/sh
# What of the kernel a program in the jail cannot touch, claim by claim; also from other languages.
. "${top_srcdir:-.}/tests/jail/claims.sh"

calls() {
    for call in mount umount2 pivot_root chroot unshare setns open_tree move_mount fsopen fsconfig \
        fsmount fspick mount_setattr open_tree_attr statmount listmount ptrace process_vm_readv \
        process_vm_writev process_madvise process_mrelease pidfd_getfd kcmp bpf perf_event_open \
        userfaultfd io_uring_setup io_uring_enter io_uring_register io_setup io_submit add_key \
        request_key keyctl init_module finit_module delete_module kexec_load kexec_file_load reboot \
        swapon swapoff acct quotactl quotactl_fd syslog settimeofday clock_settime clock_adjtime \
        adjtimex sethostname setdomainname vhangup open_by_handle_at name_to_handle_at \
        fanotify_init fanotify_mark lookup_dcookie memfd_create memfd_secret mbind set_mempolicy migrate_pages \
        move_pages remap_file_pages vmsplice sched_setaffinity clone3 openat2 lsm_set_self_attr \
        nfsservctl iopl ioperm modify_ldt uselib ustat sysfs; do
        holds "cannot call $call" call "$call"
    done
    holds "has no call that no kernel has yet" unknown-calls
    holds "cannot hide a flag in high bits" high-bits
    holds "cannot run a program of the old machine" old-program
}

rights() {
    holds "cannot gain a right" more-rights
    holds "cannot raise a limit" raise-limits
    holds "cannot be served first" be-first
    holds "cannot write to its own settings in /proc" own-proc
    holds "cannot enter or leave a namespace" enter-namespaces
    holds "cannot attach to its init" attach-to-init
}

devices() {
    for device in mem kmem port kmsg kvm fuse net/tun vhost-net loop-control loop0 userfaultfd console \
        tty tty0 tty1 vcs input/event0 dri/card0 snd/seq hwrng rtc0 sda vda nvme0n1 mapper/control \
        disk cpu/0/msr shm/../mem pts/../mem; do
        holds "cannot open /dev/$device" read "/dev/$device"
    done
}

paths() {
    for path in /etc/gshadow /etc/sudoers /etc/ssh /etc/machine-id /etc/hostname /etc/fstab \
        /etc/crontab /etc/environment /etc/NetworkManager /etc/ssl/private/key.pem /root/.ssh/id_rsa \
        /root/.bash_history "$HOME/.bashrc" "$HOME/.ssh/id_rsa" "$HOME/.gnupg" "$HOME/.config" \
        "$HOME/.aws/credentials" "$HOME/.netrc" /var/log/syslog /var/lib/dpkg/status /var/spool/cron \
        /boot/vmlinuz /opt /srv /mnt /media /lost+found /run/user /run/docker.sock \
        /var/run/docker.sock /run/systemd/private /run/snapd.socket /tmp/.X11-unix /tmp/.ICE-unix \
        /sys /sys/fs/cgroup/cgroup.procs /sys/kernel/security /sys/kernel/debug /sys/class/net \
        /sys/fs/bpf /sys/module "$tmp/bin" "$project/../beside"; do
        holds "cannot read $path" read "$path"
    done
    for path in /proc/sys/kernel/core_pattern /proc/sys/kernel/modprobe /proc/sys/vm/drop_caches \
        /proc/sys/net/ipv4/ip_forward /proc/sys/kernel/hostname /proc/sysrq-trigger /proc/kcore \
        /proc/kmsg /proc/kallsyms /proc/keys /proc/key-users /proc/timer_list /proc/modules \
        /proc/config.gz /proc/cmdline /proc/interrupts /proc/iomem /proc/ioports /proc/mtrr \
        /proc/bus/pci /proc/acpi /proc/scsi /proc/fs /proc/irq /proc/partitions /proc/swaps \
        /proc/diskstats /proc/net/arp /proc/sched_debug /proc/vmallocinfo /proc/pagetypeinfo \
        /proc/1/environ /proc/1/mem /proc/1/maps /proc/1/exe /proc/1/root /proc/1/cwd /proc/1/fd/0 \
        /proc/1/cmdline /proc/1/stack /proc/1/task/1/mem /proc/self/root/etc/shadow \
        /proc/self/cwd/../../../../etc/shadow /proc/self/task/1/root /proc/thread-self/root/root/.ssh \
        /proc/self/pagemap/x /proc/self/map_files/x; do
        holds "cannot read $path" read "$path"
    done
    for path in /usr/bin/sh /usr/lib/planted /bin/planted /lib/planted /lib64/planted /sbin/planted \
        /etc/passwd /etc/ld.so.preload /etc/ld.so.cache /etc/hosts /etc/resolv.conf /var/planted \
        /run/planted /dev/planted /proc/planted /home/planted /root/planted /planted; do
        holds "cannot write to $path" write "$path"
    done
}

# What the shell and other languages try.
words() {
    while IFS='|' read -r program claim words; do
        command -v "$program" >/dev/null || continue
        ok "$who cannot $claim ($program)" jailed wall=20000 -- "$program" -c "$words"
    done <<'END'
sh|see a mount of the host's home|! grep -q " $HOME_OF_HOST " /proc/self/mountinfo
sh|see more mounts than its own|test "$(wc -l </proc/self/mountinfo)" -lt 32
sh|see where the host keeps its project|! grep -q 'lowerdir=/[^p]' /proc/self/mountinfo
sh|remount the root|! mount -o remount,rw / 2>/dev/null
sh|mount its own /proc|! mount -t proc proc /tmp 2>/dev/null
sh|unshare|! unshare -Ur true 2>/dev/null
sh|unshare mounts|! unshare -m true 2>/dev/null
sh|enter its init|! nsenter -t 1 -a true 2>/dev/null
sh|chroot|! chroot / true 2>/dev/null
sh|become another user|! su -c true 2>/dev/null </dev/null
sh|use sudo|! sudo -n true 2>/dev/null
sh|use a set-id program|test "$(find -L /usr/bin -maxdepth 1 -perm /6000 -exec {} --version \; 2>/dev/null | wc -l)" -ge 0 && ! mount --bind /usr /tmp 2>/dev/null
sh|make a device|! mknod /tmp/d b 8 0 2>/dev/null
sh|change the clock|! date -s 2001-01-01 >/dev/null 2>&1 || test "$(date +%Y)" != 2001
sh|see the log of the kernel|! dmesg >/dev/null 2>&1
sh|load a module|! modprobe loop 2>/dev/null && ! insmod /tmp/x 2>/dev/null
sh|see processes of the host|test "$(ls -d /proc/[0-9]* | wc -l)" -lt 6
sh|kill processes of the host|kill -9 -1 2>/dev/null; true
sh|read a set-id file's twin|! cat /etc/shadow /etc/sudoers 2>/dev/null
sh|leave a hard link to the system|! ln /usr/bin/env /tmp/env 2>/dev/null && ! ln /usr/bin/env ./env 2>/dev/null
sh|write through a link to the system|ln -s /usr/bin link; ! sh -c 'echo x >link/planted' 2>/dev/null
sh|write through a link to the host|ln -s /proc/1/root/tmp l2; ! sh -c 'echo x >l2/planted' 2>/dev/null
sh|keep a set-id file|cp /usr/bin/env e; ! chmod u+s e 2>/dev/null && ! chmod 6755 e 2>/dev/null
sh|install a set-id file|! install -m 4755 /usr/bin/env e2 2>/dev/null || test ! -u e2
sh|unpack a set-id file|mkdir d; cp /usr/bin/env d/e; tar cf t.tar --mode=4755 d/e; rm -r d; tar xpf t.tar 2>/dev/null; test ! -u d/e
sh|give a file rights|cp /usr/bin/env f; ! setcap cap_sys_admin+ep f 2>/dev/null
sh|give a file away|touch g; ! chown 0 g 2>/dev/null && ! chgrp 0 g 2>/dev/null
sh|find a variable of the host|! env | grep -Eq 'SECRET|TOKEN|_KEY|SSH_|DBUS|XDG_RUNTIME|SUDO|LD_PRELOAD'
sh|find the caller's folder|test "$(env | grep -c '^OLDPWD=/')" = 0
sh|raise its limits|! ulimit -n 100000 2>/dev/null && ! ulimit -u 100000 2>/dev/null
sh|dump core|! test "$(ulimit -Hc)" = unlimited
bash|reach a port of the host|! (exec 3<>/dev/tcp/127.0.0.1/$PORT) 2>/dev/null
bash|reach the world|! (exec 3<>/dev/tcp/1.1.1.1/53) 2>/dev/null
bash|ask the world|! (exec 3<>/dev/udp/8.8.8.8/53 && echo x >&3) 2>/dev/null
bash|reach the metadata of a cloud|! (exec 3<>/dev/tcp/169.254.169.254/80) 2>/dev/null
bash|open its caller's terminal|! (exec 3<>/dev/tty) 2>/dev/null
bash|load code into itself from outside|! enable -f /tmp/none.so none 2>/dev/null
python3|mount|import ctypes,os,sys; sys.exit(ctypes.CDLL(None).mount(b'none',b'/tmp',b'tmpfs',0,None) == 0)
python3|unshare|import ctypes,sys; sys.exit(ctypes.CDLL(None).unshare(0x10000000) == 0)
python3|trace its parent|import ctypes,os,sys; sys.exit(ctypes.CDLL(None).ptrace(16,os.getppid(),0,0) == 0)
python3|open a packet socket|import socket,sys\ntry: socket.socket(17,3,3); sys.exit(1)\nexcept OSError: pass
python3|open a raw socket|import socket,sys\ntry: socket.socket(2,3,1); sys.exit(1)\nexcept OSError: pass
python3|talk to the audit system|import socket,sys\ntry: socket.socket(16,3,9); sys.exit(1)\nexcept OSError: pass
python3|talk to the device manager|import socket,sys\ntry: socket.socket(16,3,15); sys.exit(1)\nexcept OSError: pass
python3|use the kernel's ciphers|import socket,sys\ntry: socket.socket(38,5,0); sys.exit(1)\nexcept OSError: pass
python3|talk to a hypervisor|import socket,sys\ntry: socket.socket(40,1,0); sys.exit(1)\nexcept OSError: pass
python3|open a bluetooth socket|import socket,sys\ntry: socket.socket(31,3,1); sys.exit(1)\nexcept OSError: pass
python3|change its routes|import socket,struct,sys\ns=socket.socket(16,3,0); s.bind((0,0)); s.send(struct.pack('IHHIIBBBBBBBBI',28,24,0x605,1,0,2,0,0,0,254,4,0,1,0)); m=s.recv(4096); sys.exit(struct.unpack('i',m[16:20])[0] == 0)
python3|make an interface|import socket,struct,sys\ns=socket.socket(16,3,0); s.bind((0,0)); s.send(struct.pack('IHHIIBBHiII',44,16,0x605,1,0,0,0,0,0,0,0)+struct.pack('HH6sxx',10,3,b'dummy0')); m=s.recv(4096); sys.exit(struct.unpack('i',m[16:20])[0] == 0)
python3|take an interface down|import fcntl,socket,struct,sys\ntry: fcntl.ioctl(socket.socket(),0x8914,struct.pack('16sH14x',b'lo',0)); sys.exit(1)\nexcept OSError: pass
python3|name a secret of its init|import os,sys\nfor p in os.listdir('/proc'):\n  if p.isdigit():\n    try: sys.exit(b'hunter2' in open('/proc/%s/environ'%p,'rb').read())\n    except OSError: pass
python3|receive a descriptor from its init|import os,sys; sys.exit(any(os.path.exists('/proc/self/fd/%d'%i) for i in range(4,100)))
END
    perl_words
}

perl_words() {
    command -v perl >/dev/null || return 0
    ok "$who cannot mount (perl)" jailed -- perl -e \
        'my ($n, $t, $k) = ("none", "/tmp", "tmpfs"); exit(syscall(165, $n, $t, $k, 0, 0) == 0)'
    ok "$who cannot make a namespace (perl)" jailed -- perl -e 'exit(syscall(272, 0x10000000) == 0)'
    ok "$who cannot reach a port of the host (perl)" jailed -- perl -MIO::Socket::INET -e \
        "exit(defined IO::Socket::INET->new(PeerAddr => '127.0.0.1:$port'))"
    ok "$who cannot see a socket of the host (perl)" jailed -- perl -MSocket -e \
        "socket(S, AF_UNIX, SOCK_STREAM, 0); exit(connect(S, sockaddr_un(\"\\0codelab-test-$$\")) ? 1 : 0)"
    ok "$who cannot kill who started it (perl)" jailed -- perl -e "exit(kill(0, $$) ? 1 : 0)"
}

# python3's words have \n for line ends, as a line of the table is one.
claims() {
    calls
    rights
    devices
    paths
    words
}

mkfifo "$tmp/port"
"$bin/attack" serve "codelab-test-$$" >"$tmp/port" &
server=$!
read -r port <"$tmp/port"
everybody
kill "$server"
done_testing
