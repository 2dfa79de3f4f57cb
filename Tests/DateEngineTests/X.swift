import PostilKit
