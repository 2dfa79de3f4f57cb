# Shakes hands, and ends at the first article.
read -r message
echo '{"name":"crashes","version":"0.1.0","api":1}'
read -r message
exit 3
