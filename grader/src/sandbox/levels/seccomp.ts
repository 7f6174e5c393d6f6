/**
 * A filter for the kernel: which system calls the child may make. Node needs some three hundred, so this is a
 * list of what it must not do: talk to other processes or to the network, change what is mounted or who it is,
 * look into memory that is not its own. New processes are refused, new threads are not.
 */

/** Numbers of the calls that are refused, by architecture (asm/unistd_64.h, asm-generic/unistd.h). */
const refused = {
  x64: {
    socket: 41,
    connect: 42,
    accept: 43,
    sendto: 44,
    sendmsg: 46,
    bind: 49,
    listen: 50,
    accept4: 288,
    fork: 57,
    vfork: 58,
    kill: 62,
    tkill: 200,
    tgkill: 234,
    ptrace: 101,
    process_vm_readv: 310,
    process_vm_writev: 311,
    pidfd_send_signal: 424,
    pidfd_open: 434,
    pidfd_getfd: 438,
    mount: 165,
    umount2: 166,
    pivot_root: 155,
    chroot: 161,
    unshare: 272,
    setns: 308,
    move_mount: 429,
    fsopen: 430,
    fsmount: 432,
    open_by_handle_at: 304,
    add_key: 248,
    request_key: 249,
    keyctl: 250,
    bpf: 321,
    perf_event_open: 298,
    userfaultfd: 323,
    io_uring_setup: 425,
    io_uring_enter: 426,
    io_uring_register: 427,
    kexec_load: 246,
    init_module: 175,
    delete_module: 176,
    finit_module: 313,
    memfd_create: 319,
    execveat: 322,
  },
  arm64: {
    socket: 198,
    connect: 203,
    accept: 202,
    sendto: 206,
    sendmsg: 211,
    bind: 200,
    listen: 201,
    accept4: 242,
    kill: 129,
    tkill: 130,
    tgkill: 131,
    ptrace: 117,
    process_vm_readv: 270,
    process_vm_writev: 271,
    pidfd_send_signal: 424,
    pidfd_open: 434,
    pidfd_getfd: 438,
    mount: 40,
    umount2: 39,
    pivot_root: 41,
    chroot: 51,
    unshare: 97,
    setns: 268,
    move_mount: 429,
    fsopen: 430,
    fsmount: 432,
    open_by_handle_at: 265,
    add_key: 217,
    request_key: 218,
    keyctl: 219,
    bpf: 280,
    perf_event_open: 241,
    userfaultfd: 282,
    io_uring_setup: 425,
    io_uring_enter: 426,
    io_uring_register: 427,
    kexec_load: 104,
    init_module: 105,
    delete_module: 106,
    finit_module: 273,
    memfd_create: 279,
    execveat: 281,
  },
} as const;

/** AUDIT_ARCH_* of linux/audit.h, and clone's number; clone3 has one number everywhere. */
const machine = {
  x64: { audit: 0xc000003e, clone: 56 },
  arm64: { audit: 0xc00000b7, clone: 220 },
} as const;
const clone3 = 435;

/** Classic BPF (linux/bpf_common.h) and what seccomp makes of the answer (linux/seccomp.h). */
const [LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN] = [0x20, 0x15, 0x35, 0x45, 0x06];
const [ALLOW, KILL, EPERM, ENOSYS] = [0x7fff0000, 0x80000000, 0x00050001, 0x00050026];
/** Offsets into struct seccomp_data. */
const [NUMBER, ARCHITECTURE, FIRST_ARGUMENT] = [0, 4, 16];
const CLONE_THREAD = 0x10000;
/** Calls of the x32 ABI carry this bit and would slip past a list of numbers. */
const X32 = 0x40000000;

type Instruction = readonly [code: number, ifTrue: number, ifFalse: number, value: number];

/** The filter as bytes for `bwrap --seccomp`; undefined on an architecture that is not known here. */
export function seccompFilter(architecture: string = process.arch): Buffer | undefined {
  if (architecture !== "x64" && architecture !== "arm64") return undefined;
  const { audit, clone } = machine[architecture];
  const program: Instruction[] = [
    [LOAD, 0, 0, ARCHITECTURE],
    [EQUAL, 1, 0, audit],
    [RETURN, 0, 0, KILL],
    [LOAD, 0, 0, NUMBER],
    [AT_LEAST, 0, 1, X32],
    [RETURN, 0, 0, KILL],
    // Without clone3 the C library falls back to clone, whose flags a filter can read.
    [EQUAL, 0, 1, clone3],
    [RETURN, 0, 0, ENOSYS],
    [EQUAL, 0, 4, clone],
    [LOAD, 0, 0, FIRST_ARGUMENT],
    [ANY_BIT, 1, 0, CLONE_THREAD],
    [RETURN, 0, 0, EPERM],
    [RETURN, 0, 0, ALLOW],
    ...Object.values(refused[architecture]).flatMap((number): Instruction[] => [
      [EQUAL, 0, 1, number],
      [RETURN, 0, 0, EPERM],
    ]),
    [RETURN, 0, 0, ALLOW],
  ];
  const bytes = Buffer.alloc(8 * program.length);
  program.forEach(([code, ifTrue, ifFalse, value], i) => {
    bytes.writeUInt16LE(code, 8 * i);
    bytes.writeUInt8(ifTrue, 8 * i + 2);
    bytes.writeUInt8(ifFalse, 8 * i + 3);
    bytes.writeUInt32LE(value, 8 * i + 4);
  });
  return bytes;
}
