read -r message; echo "{\"name\":\"honest\",\"version\":\"0.1.0\",\"api\":1}"; read -r message
