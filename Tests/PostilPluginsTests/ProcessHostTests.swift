import PostilKit
import PostilSystem
import Synchronization
import TestSupport
import Testing

@testable import PostilPlugins

@Suite(.enabled(if: hasPython, "python3 is missing")) struct ProcessHostTests {
  private let article = Article(text: Text("Zoë said “yes” 🎉."))
  private let short = #"{"startSeconds":10,"articleSeconds":0.5}"#

  @Test func asksAndIsAnswered() throws {
    let folder = try TemporaryFolder()
    let manifest = try folder.pythonPlugin(
      "zoe", #"return [{"layer":"entity","label":"PER","spans":[[0,3]],"text":text[0:3]}]"#)
    let host = try ProcessHost(manifest)
    for _ in 0..<3 {
      let result = try host.annotate(article)
      #expect(result.annotations.map(\.text) == ["Zoë"])
    }
    host.stop()
  }

  /// Every way of misbehaving costs one article, in time, and leaves no process running.
  @Test(arguments: [
    (
      "hang", "signal.signal(signal.SIGTERM, signal.SIG_IGN)\ntime.sleep(60)",
      "did not answer within"
    ),
    ("exit", "sys.exit(3)", "ended with status 3"),
    ("crash", "sys.stderr.write('all is lost\\n')\nos.abort()", "signal 6"),
    ("flood", "while True: sys.stdout.write('x' * 65536 + '\\n')", "an invalid message"),
    ("errors", "while True: sys.stderr.write('x' * 65536)", "did not answer within"),
    ("deaf", "os.close(0)\nos.close(1)\ntime.sleep(60)", "closed its input or output"),
    ("babble", "print('hello', flush=True)\nreturn []", "an invalid message: 'hello'"),
    ("raise", "raise ValueError('odd text')", "ValueError: odd text"),
    ("number", "message['seq'] = 99\nreturn []", "its answer has another id than request 1"),
    ("fork", "os.fork()\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\ntime.sleep(60)", "within"),
  ])
  func aMisbehavingPluginCostsOneArticle(
    _ name: String, _ body: String, _ reason: String
  ) throws {
    let folder = try TemporaryFolder()
    let pids = "\(folder.path)/pids"
    let manifest = try folder.pythonPlugin(
      name,
      """
      print(os.getpid(), file=open("\(pids)", "a"), flush=True)
      if "yes" not in text: return [{"layer":"entity","label":"PER","spans":[[0,1]]}]
      \(body)
      """, limits: short)
    let host = try ProcessHost(manifest)
    let time = milliseconds {
      let failure = #expect(throws: PluginFailure.self) {
        try host.annotate(article)
      }
      #expect(failure.map { "\($0)".contains(reason) } == true, "\(String(describing: failure))")
    }
    #expect(time < 1000)
    // Another article is done by a new process.
    let next = try host.annotate(Article(text: Text("No.")))
    #expect(next.annotations.count == 1)
    host.stop()
    let seen = String(decoding: try Files.read(pids), as: UTF8.self).split(separator: "\n")
    #expect(seen.count == 2)
    #expect(
      shell("pgrep -f '\(folder.path)' >/dev/null") != 0 || !seen.contains { lives(Int32($0) ?? 0) }
    )
  }

  @Test func threeDeathsInARowDisable() throws {
    let folder = try TemporaryFolder()
    let host = try ProcessHost(try folder.pythonPlugin("dies", "os._exit(1)"))
    for _ in 0..<3 {
      let failure = #expect(throws: PluginFailure.self) { try host.annotate(article) }
      #expect(failure?.kind == .crash)
    }
    let failure = #expect(throws: PluginFailure.self) { try host.annotate(article) }
    #expect(failure?.kind == .disabled)
    #expect(failure?.reason.contains("3 times in a row") == true)
    host.stop()
  }

  @Test func aPluginThatNeverShakesHandsIsRefused() throws {
    let folder = try TemporaryFolder()
    try folder.write("mute/plugin.py", "import time\ntime.sleep(60)\n")
    let manifest = try folder.plugin(
      "mute", start: #"{"command":["\#(python)","plugin.py"]}"#, limits: #"{"startSeconds":0.3}"#)
    let time = milliseconds {
      let error = #expect(throws: PostilError.self) { try ProcessHost(manifest) }
      #expect(
        error
          == .plugin(
            .refused(name: "mute", reason: "it did not answer within 0.3 s (limits.startSeconds)")))
    }
    // A busy machine starts processes slowly; a minute is what the plugin would take.
    #expect(time < 10_000)
  }

  @Test(arguments: [
    (#"["no-such-program"]"#, "there is no program 'no-such-program'"),
    (#"["./plugin.sh"]"#, "there is no program './plugin.sh'"),
    (#"["sh","-c","echo '{\"name\":\"other\",\"version\":\"1\",\"api\":1}'; cat"]"#, "'other@1'"),
    (#"["sh","-c","echo '{\"name\":\"p\",\"version\":\"0.1.0\",\"api\":2}'; cat"]"#, "api 2"),
    (#"["sh","-c","echo '{\"error\":\"no model\"}'; cat"]"#, "no model"),
    (#"["sh","-c","echo broken >&2; exit 4"]"#, "status 4: broken"),
  ])
  func aBadHandshakeIsRefused(_ command: String, _ reason: String) throws {
    let folder = try TemporaryFolder()
    let manifest = try folder.plugin("p", start: #"{"command":\#(command)}"#)
    let error = #expect(throws: PostilError.self) { try ProcessHost(manifest) }
    #expect(error.map { "\($0)".contains(reason) } == true, "\(String(describing: error))")
  }

  @Test func cancellingEndsTheWait() async throws {
    let folder = try TemporaryFolder()
    let host = try ProcessHost(try folder.pythonPlugin("slow", "time.sleep(60)"))
    let article = article
    let cancellation = Cancellation()
    let task = Task { try host.annotate(article, cancellation: cancellation) }
    cancellation.cancel()
    // The plugin sleeps for a minute; its deadline would give `timeout`.
    let failure = await #expect(throws: PluginFailure.self) { try await task.value }
    #expect(failure?.kind == .cancelled)
    host.stop()
  }

  @Test func severalMayAskAtOnce() throws {
    let folder = try TemporaryFolder()
    let host = try ProcessHost(
      try folder.pythonPlugin(
        "echo", #"return [{"layer":"entity","label":"PER","spans":[[0,len(text)]]}]"#))
    let right = Mutex(0)
    Threads.run(
      (1...12).map { length in
        {
          let article = Article(text: Text(String(repeating: "é", count: length)))
          let spans = try? host.annotate(article).annotations.map(\.spans)
          if spans == [[Span(0, length)]] { right.withLock { $0 += 1 } }
        }
      })
    #expect(right.withLock { $0 } == 12)
    host.stop()
  }

  @Test func aPluginSeesNoSecrets() throws {
    let folder = try TemporaryFolder()
    let host = try ProcessHost(
      try folder.pythonPlugin(
        "env",
        #"return [{"layer":"entity","label":"X","spans":[[0,1]],"rule":" ".join(sorted(os.environ))}]"#
      ))
    let names = try host.annotate(article).annotations.first?.rule ?? ""
    host.stop()
    let allowed: Set = [
      "PATH", "HOME", "TMPDIR", "TZ", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "PYTHONUTF8",
      "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "SWIFT_BACKTRACE", "CUDA_VISIBLE_DEVICES",
      "HIP_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES", "OMP_NUM_THREADS", "HF_HOME", "HF_HUB_OFFLINE",
      "XDG_CACHE_HOME", "VIRTUAL_ENV", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE",
      "http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY",
    ]
    // A shim of python3 may add its own.
    let shim: Set = ["_", "PWD", "OLDPWD", "SHLVL"]
    let unexpected = names.split(separator: " ").map(String.init).filter { name in
      !name.contains("PYENV") && !allowed.union(shim).contains(name)
    }
    #expect(unexpected == [])
  }

  /// A manifest names the variables that its plugin needs, such as a key; others are not passed.
  @Test func aPluginGetsTheVariablesThatItsManifestNames() throws {
    setenv("POSTIL_TEST_KEY", "k1", 1)
    setenv("POSTIL_TEST_OTHER", "k2", 1)
    setenv("CUDA_VISIBLE_DEVICES", "3", 1)
    defer {
      for name in ["POSTIL_TEST_KEY", "POSTIL_TEST_OTHER", "CUDA_VISIBLE_DEVICES"] {
        unsetenv(name)
      }
    }
    let folder = try TemporaryFolder()
    _ = try folder.pythonPlugin(
      "env",
      #"return [{"layer":"entity","label":"X","spans":[[0,1]],"rule":" ".join(str(os.environ.get(name)) for name in ["POSTIL_TEST_KEY", "POSTIL_TEST_OTHER", "CUDA_VISIBLE_DEVICES"])}]"#
    )
    let path = "env/plugin.json"
    let json = String(decoding: try Files.read("\(folder.path)/\(path)"), as: UTF8.self)
    try folder.write(
      path, json.replacing("\"api\":1,", with: "\"api\":1,\"environment\":[\"POSTIL_TEST_KEY\"],"))
    let host = try ProcessHost(try Manifest(folder: "\(folder.path)/env"))
    #expect(try host.annotate(article).annotations.first?.rule == "k1 None 3")
    host.stop()
    try folder.write(
      path, json.replacing("\"api\":1,", with: "\"api\":1,\"environment\":[\"A B\"],"))
    #expect(throws: PostilError.self) { try Manifest(folder: "\(folder.path)/env") }
  }
}
