"""Every row exactly once, as in a plain run, with a master and a worker of their own processes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from with_spark import ONLY, WithSpark, spark_needs


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def ends(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(20)


@spark_needs
class Standalone(WithSpark):
    """The same against a master and a worker of their own processes on 127.0.0.1."""

    @classmethod
    def setUpClass(cls) -> None:
        import pyspark

        home = Path(pyspark.__file__).parent
        os.environ["PYSPARK_PYTHON"] = sys.executable
        environment = {**os.environ, "SPARK_HOME": str(home), "SPARK_NO_DAEMONIZE": "1", "SPARK_LOCAL_IP": "127.0.0.1"}
        environment.pop("PYTHONPATH", None)
        cls.logs = tempfile.TemporaryDirectory(prefix="postil-spark-")
        port = free_port()
        cls.master = f"spark://127.0.0.1:{port}"
        master = [
            "org.apache.spark.deploy.master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
            "--webui-port",
            str(free_port()),
        ]
        worker = ["org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--cores", "2", "--memory", "1g",
                  "--webui-port", str(free_port()), "--work-dir", cls.logs.name, cls.master]  # fmt: skip
        cls.processes = []
        for words in (master, worker):
            log = open(Path(cls.logs.name) / f"{words[0]}.log", "wb")
            command = [str(home / "bin" / "spark-class"), *words]
            cls.processes.append(subprocess.Popen(command, env=environment, stdout=log, stderr=log))
            log.close()
            time.sleep(4)
        try:
            super().setUpClass()
        except BaseException:
            ends(cls.processes)
            raise

    @classmethod
    def tearDownClass(cls) -> None:
        super().tearDownClass()
        ends(cls.processes)
        cls.logs.cleanup()

    def test_three_kills(self) -> None:
        program = self.killed(3)
        self.check(self.module.annotate(self.frame(), only=ONLY, postil=program).collect())
        self.assertEqual(len(list((self.folder / "tokens").iterdir())), 3)

    def test_an_archive(self) -> None:
        self.check(self.module.annotate(self.frame(), only=ONLY, postil="archive:postil/bin/postil").collect())


if __name__ == "__main__":
    unittest.main()
